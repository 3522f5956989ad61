package io.workgrid.engine.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.workgrid.api.JobOptions;
import io.workgrid.core.job.Retention;
import io.workgrid.core.job.ShardLayout;
import io.workgrid.core.ledger.Reply;
import io.workgrid.engine.code.PoolCode;
import io.workgrid.engine.store.JobRecord;
import io.workgrid.engine.store.Jobs;
import io.workgrid.engine.store.MemoryStore;
import io.workgrid.engine.worker.RunningJob;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AgendaTest {
    private final MemoryStore store = new MemoryStore(() -> 1, Retention.DEFAULT);
    private final Agenda agenda = new Agenda(JobRecord.Scope::workers);

    private Ongoing job(String id, int shards, int firstShard) {
        Jobs job = new Jobs(store, id, new ShardLayout(shards, 10), JobOptions.DEFAULT);
        Ongoing ongoing = new Ongoing(new RunningJob(job.record(), store, new PoolCode(pool -> {})), 0, firstShard);
        agenda.add(ongoing);
        return ongoing;
    }

    /** Asks whoever is to be asked; they have nothing. */
    private int askAll(Set<Desk> asked) {
        int count = 0;
        for (Desk desk = agenda.asker(); desk != null; desk = agenda.asker()) {
            long seq = agenda.talk(desk, "n", 1, 1).seq();
            agenda.answered(desk, new Reply(seq, List.of(), List.of(), Reply.Stop.NONE, false, 0, Long.MAX_VALUE));
            asked.add(desk);
            count++;
        }
        return count;
    }

    @Test
    void ledgersThatHadNothingAreLookedAtAgainInTurn() {
        job("j-1", 40, 0);
        assertThat(agenda.silent()).isZero();
        assertThat(askAll(new HashSet<>())).isEqualTo(40);
        assertThat(agenda.silent()).isEqualTo(40);
        Set<Desk> seen = new HashSet<>();
        agenda.lookAgain(32);
        assertThat(agenda.silent()).isEqualTo(8);
        assertThat(askAll(seen)).isEqualTo(32);
        agenda.lookAgain(32);
        assertThat(askAll(seen)).isEqualTo(32);
        assertThat(seen).hasSize(40);
    }

    @Test
    void aJobThatIsOverIsNotLookedAtAgain() {
        Ongoing job = job("j-1", 3, 0);
        askAll(new HashSet<>());
        agenda.remove(job);
        assertThat(agenda.silent()).isZero();
    }

    @Test
    void theShardsAreAskedInARoundFromTheNodesFirst() {
        job("j-1", 3, 2);
        Desk first = agenda.asker();
        assertThat(first).isNotNull();
        assertThat(first.shard).isEqualTo(2);
        agenda.talk(first, "n", 1, 1);
        Desk second = agenda.asker();
        assertThat(second).isNotNull();
        assertThat(second.shard).isZero();
    }
}
