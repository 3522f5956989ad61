package io.workgrid.cli.output;

/**
 * The stable codes of problems. A code keeps its number and its meaning for ever; a new meaning gets a new code.
 *
 * <p>The hundreds: 1 the command line, 2 items, 3 what stands in a file, 4 tasks and their code, 5 the grid, 6 what is written, 9 us.
 */
public enum ErrorCode {
    BAD_USAGE("GRID-C101", "an option or argument is missing, unknown or has a value that cannot be read"),
    NOT_EMBEDDED("GRID-C102", "the option needs a cluster; the embedded grid ends with its command"),
    BAD_ENVIRONMENT("GRID-C103", "an environment variable has a value that cannot be read or is out of its bounds"),

    NO_INPUT("GRID-C201", "no items were given: no file, no ::: list, and stdin is a terminal"),
    INPUT_UNREADABLE("GRID-C202", "a file of items does not exist or cannot be read"),
    BAD_RANGE("GRID-C203", "a range of items is not of the form 0..99"),
    UNKNOWN_COLUMN("GRID-C204", "a template names a column or field that the items do not have"),
    BAD_ITEM("GRID-C205", "an item cannot be used: too long, or with a character that cannot be passed on"),
    NO_MATCH("GRID-C206", "a file pattern matches nothing"),

    BAD_JSON("GRID-C301", "a text is not JSON"),
    BAD_YAML("GRID-C302", "a text is not YAML, or uses a feature of YAML that batch files do not have"),
    BAD_CSV("GRID-C303", "a table is not CSV or TSV with a header line"),
    BATCH_UNREADABLE("GRID-C310", "the batch file does not exist, cannot be read, is empty or is too big"),
    UNKNOWN_KEY("GRID-C311", "a key of a batch file is not known at its place"),
    DUPLICATE_KEY("GRID-C312", "a key of a batch file stands there twice"),
    WRONG_TYPE("GRID-C313", "a value of a batch file is of the wrong kind, as a list where a number is wanted"),
    BAD_VALUE("GRID-C314", "a value of a batch file cannot be read or is out of its bounds"),
    MISSING_KEY("GRID-C315", "a batch file lacks a key it must have"),
    KEYS_CLASH("GRID-C316", "keys of a batch file exclude each other"),
    UNKNOWN_NEED("GRID-C317", "needs names a job that is not in the batch"),
    NEEDS_CYCLE("GRID-C318", "jobs of a batch need each other in a circle"),
    DUPLICATE_JOB("GRID-C319", "two jobs of a batch have one name"),
    FILE_MISSING("GRID-C320", "a file named in a batch does not exist or cannot be read"),
    NOT_BUILT("GRID-C321", "a batch asks for something this version does not have yet"),
    NOT_DETACHED("GRID-C322", "a batch cannot go on without the process that submitted it"),
    CONFIG_UNREADABLE("GRID-C330", "a file of settings does not exist or cannot be read"),
    UNKNOWN_SETTING("GRID-C331", "a file of settings has a key that is no setting"),
    SETTING_TWICE("GRID-C332", "a setting stands twice in its file"),
    BAD_SETTING("GRID-C333", "a setting has a value that cannot be used, or that does not go with another"),

    UNKNOWN_TASK("GRID-C401", "no task has this name"),
    BAD_TASK_ARGUMENT("GRID-C402", "a task does not take an argument, or not this value of it"),
    JAR_UNREADABLE("GRID-C403", "a jar does not exist, cannot be read or is no jar"),
    CLASS_NOT_FOUND("GRID-C404", "a class is not in the jar"),
    CLASS_INCOMPLETE("GRID-C405", "a class of the jar needs another class that is not there"),
    NOT_A_TASK("GRID-C406", "a class is no task, or cannot be made without arguments"),

    REFUSED("GRID-C501", "the grid cannot take the job now"),
    NO_SUCH_JOB("GRID-C502", "the grid does not know the job, or no longer"),
    JOB_FAILED("GRID-C503", "the job as a whole failed, as when a worker could not be prepared"),
    CANNOT_LISTEN("GRID-C504", "a node cannot start where it should, as when its ports are taken"),
    NO_NODE("GRID-C505", "no node of the grid answers"),
    NODE_REFUSED("GRID-C506", "the grid does not take the node"),
    NODE_ENDED("GRID-C507", "a node ended that nobody asked to end"),
    NO_TOKEN("GRID-C511", "a node wants a token, and there was none, or one it does not know"),
    NOT_ALLOWED("GRID-C512", "the role of the token is too low for this"),
    WRONG_ORIGIN("GRID-C513", "a call comes from a web page of another origin, or under a wrong host name"),
    NO_SUCH_PLACE("GRID-C514", "a node has nothing under the path of a call"),
    NO_SUCH_METHOD("GRID-C515", "a node does not know the method of a call at its path"),
    TOO_LARGE("GRID-C516", "a call is larger than a node takes"),
    TOO_SLOW("GRID-C517", "a call came too slowly"),
    CONFLICT("GRID-C518", "an id is in use for other work, or the state of a job does not allow this"),
    WRONG_MEDIA_TYPE("GRID-C519", "a call has a body of a kind that a node does not take"),
    BUSY("GRID-C520", "a node has too much to do at once"),
    NO_SUCH_ITEM("GRID-C521", "the job has no such item, or it is no longer kept"),
    NO_SUCH_NODE("GRID-C522", "the grid has no node of this name"),
    NO_SUCH_CODE("GRID-C523", "the grid does not have the code of a task"),
    WRONG_HASH("GRID-C524", "code is not what its hash says"),
    BROKEN_UPLOAD("GRID-C525", "the items of a job were cut off on their way"),
    BAD_REQUEST("GRID-C526", "a node cannot read a call"),
    NO_SUCH_OBJECT("GRID-C527", "there is no shared object of this name"),
    NO_GRID_THERE("GRID-C530", "what answers at an address is no node of a grid"),
    LOST_TOUCH("GRID-C531", "no node answers any more; what was submitted goes on if the grid has a node left"),
    NO_ADDRESS("GRID-C532", "the verb needs a grid across machines, and no address of one was given"),
    NO_SUCH_PROFILE("GRID-C533", "the profile is not in the file of profiles"),
    JAVA_ONLY("GRID-C534", "only a program with Grid.connect can do this, not the command line"),
    WAIT_OVER("GRID-C535", "what was waited for has not come in time; it goes on"),

    OUTPUT_UNWRITABLE("GRID-C601", "a file for results cannot be created or written"),
    DISK_FULL("GRID-C602", "there is no room left where results or logs are written"),
    JOBLOG_UNUSABLE("GRID-C603", "a job log cannot be read, or does not belong to this work"),
    OTHER_WORK("GRID-C604", "a job to resume from did other work"),

    BUG("GRID-C900", "a fault of Workgrid itself; please report it with the stack trace");

    private final String id;
    private final String meaning;

    ErrorCode(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    /** The code as it is printed. */
    public String id() {
        return id;
    }

    /** One line that says when it is used. */
    public String meaning() {
        return meaning;
    }
}
