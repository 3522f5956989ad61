/**
 * Shared objects: what happens in one cell of the grid, as pure code. {@link io.workgrid.core.shared.Cell} is the door; it sees to
 * numbers, repeats, waits, owners and guards. To add a machine:
 *
 * <ol>
 *   <li>a constant in {@link io.workgrid.core.shared.Kind}, and two lines in {@code Machines}: new, and from bytes
 *   <li>{@code XMachine implements Machine}: its state, and {@code call}, which reads the operation and answers {@code Answer.done},
 *       {@code Answer.refused} (and then has changed nothing) or {@code turn.park}; it serves parked calls by their ticket with
 *       {@code turn.serve} or {@code turn.refuse}, also the one that is being made
 *   <li>{@code left} strikes out a parked call that waits no more; {@code ended} releases what owners had, who must show in
 *       {@code holders}; {@code write} and a static {@code read} are its byte form, exact to the byte
 *   <li>a public {@code XOp} with the operations as bytes and readers for the answers: all that the engine sees
 *   <li>the same call on equal states has the same effect: now, fences and owners come from the turn, random numbers with the
 *       operation; an operation that is sent as {@code READ} must change nothing and must not park
 *   <li>limits are refused by name, and everything that grows has one
 * </ol>
 */
@NullMarked
package io.workgrid.core.shared;

import org.jspecify.annotations.NullMarked;
