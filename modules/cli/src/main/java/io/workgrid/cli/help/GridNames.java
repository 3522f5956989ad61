package io.workgrid.cli.help;

/** Completion of what only the grid knows: ids of jobs, names of nodes. It is asked as the command line, so far, says. */
final class GridNames {
    private static final String JOBS = "status|watch|results|errors|logs|joblog|gantt|cancel|pause|resume|retry|set";
    private static final String NODES = "drain";

    private GridNames() {}

    /** Behind picocli's script: where that has nothing to offer for a word that is no option, the grid is asked. */
    static String bash() {
        return String.join(
                "\n",
                "",
                "# ids of jobs and names of nodes",
                "function _complete_grid_names() {",
                "  _complete_grid",
                "  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\" ask=\"\" verb=\"\" word=\"\" flag=\"\" i",
                "  local -a reach=()",
                "  if [[ ${#COMPREPLY[@]} -gt 0 && \"${COMPREPLY[*]}\" != \" \" || \"${current}\" == -* ]]; then return; fi",
                "  for ((i = 1; i < COMP_CWORD; i++)); do",
                "    word=\"${COMP_WORDS[i]}\"",
                "    case \"${flag}\" in",
                "      --address|--profile|--token-file|--tls-ca) reach+=(\"${flag}\" \"${word}\"); flag=\"\"; continue ;;",
                "    esac",
                "    flag=\"\"",
                "    case \"${word}\" in",
                "      -*) flag=\"${word}\" ;;",
                "      *) if [[ -z \"${verb}\" ]]; then verb=\"${word}\"; fi ;;",
                "    esac",
                "  done",
                "  case \"${previous}\" in",
                "    --address|--profile|--token-file|--tls-ca) return ;;",
                "    --job) ask=jobs ;;",
                "    *)",
                "      case \"${verb}\" in",
                "        " + JOBS + ") ask=jobs ;;",
                "        " + NODES + ") ask=nodes ;;",
                "      esac ;;",
                "  esac",
                "  if [[ -z \"${ask}\" ]]; then return; fi",
                "  local names; names=\"$(grid \"${ask}\" -o name \"${reach[@]}\" 2>/dev/null </dev/null)\"",
                "  if [[ \"${ask}\" == jobs ]]; then names=\"@latest ${names}\"; fi",
                "  COMPREPLY=( $(compgen -W \"${names}\" -- \"${current}\") )",
                "}",
                "complete -F _complete_grid_names -o default grid",
                "");
    }

    /** For fish. */
    static String fish() {
        return String.join(
                "\n",
                "# ids of jobs and names of nodes",
                "function __grid_names",
                "    set -l reach",
                "    set -l flag",
                "    for word in (commandline -opc)",
                "        if contains -- \"$flag\" --address --profile --token-file --tls-ca",
                "            set -a reach $flag $word",
                "        end",
                "        set flag $word",
                "    end",
                "    grid $argv -o name $reach 2>/dev/null </dev/null",
                "end",
                "complete -c grid -n '__fish_seen_subcommand_from " + JOBS.replace('|', ' ')
                        + "' -a '@latest (__grid_names jobs)'",
                "complete -c grid -n '__fish_seen_subcommand_from shared locks' -l job -x -a '(__grid_names jobs)'",
                "complete -c grid -n '__fish_seen_subcommand_from " + NODES + "' -a '(__grid_names nodes)'",
                "");
    }
}
