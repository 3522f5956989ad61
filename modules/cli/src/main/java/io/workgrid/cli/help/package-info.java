/** What explains {@code grid}: help on verbs and topics, and completion for shells. */
@NullMarked
package io.workgrid.cli.help;

import org.jspecify.annotations.NullMarked;
