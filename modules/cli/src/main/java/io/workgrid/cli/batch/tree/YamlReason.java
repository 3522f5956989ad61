package io.workgrid.cli.batch.tree;

import org.jspecify.annotations.Nullable;

/**
 * What SnakeYAML says, in words of people who do not know its grammar.
 *
 * @param why short
 * @param fix or {@code null}
 */
record YamlReason(String why, @Nullable String fix) {

    static YamlReason of(String said) {
        if (said.contains("\\t(TAB)")) {
            return new YamlReason("a tab; YAML is indented with spaces", "replace the tab by spaces");
        }
        if (said.startsWith("found character")) {
            String character = said.replaceFirst("found character '(.*?)'.*", "$1");
            return new YamlReason("`" + character + "` cannot start a value", "put the value in quotes");
        }
        if (said.startsWith("mapping values are not allowed")) {
            return new YamlReason("a second `:` in one value", "put the value in quotes, or start a new line");
        }
        if (said.startsWith("found unexpected end of stream")) {
            return new YamlReason("the text ends inside a quoted value", "close the quotes");
        }
        if (said.startsWith("expected ',' or '")) {
            return new YamlReason("a `,` or closing bracket is missing before this", null);
        }
        if (said.startsWith("expected <block end>, but found '<scalar>'")) {
            return new YamlReason(
                    "text behind a value that has ended", "put a value that starts with { or [ in quotes");
        }
        if (said.startsWith("expected <block end>")) {
            return new YamlReason("this does not fit the lines before it", "check the indentation");
        }
        if (said.startsWith("could not find expected ':'")) {
            return new YamlReason("a key without `:` before this", null);
        }
        return new YamlReason(said, null);
    }
}
