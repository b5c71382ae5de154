package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.Set;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loops catch a store in which one rule of its own code is broken, one rule at a time. */
final class CodeMutantTest {
    private static final String ROOT = "io.spatio.store.log.";

    /** A rule broken, and the loop that is to find it. */
    private enum Mutant {
        /** Nothing notes that a record is under way, so a throw out of it goes unnoticed. */
        NO_GUARD_OF_APPENDS("wal.CommitQueue", "records", "appends"),
        /** After a failure the writer writes what the buffer holds, half records too. */
        HALF_RECORDS_WRITTEN("wal.LogWriter", "cycle", "appends"),
        /** Objects of a batch that was thrown out of stay. */
        NAMES_OF_REFUSED_BATCHES_STAY("head.ObjectTable", "withdraw", "appends"),
        /** A cursor does not look whether to end. */
        CURSORS_DO_NOT_LOOK("LogCursor", "next", "cancellations"),
        /** Pages are decoded whether or not anybody wants them. */
        PAGES_DO_NOT_LOOK("segment.PageLoader", "load", "cancellations"),
        /** Steps that are passed over do not count. */
        STEPS_DO_NOT_COUNT("segment.Steps", "step", "cancellations"),
        /** Rows of one timestamp are told by the ends of their segments' ranges. */
        PLACES_ARE_LOST("segment.TiedRows", "isTied", "pages"),
        /** Rows that are alone are told by the same number in both directions. */
        PLACES_HAVE_ONE_END("segment.SegmentTrack", "sequence", "pages"),
        /** A merge or flush that fails in the background fails the store. */
        FAILED_UPKEEP_FAILS_THE_STORE("keeper.Keeper", "failed", "upkeep"),
        /** A try goes on though the disk may hold a manifest that does not count. */
        MANIFEST_LEFT_IN_DOUBT("keeper.Catalog", "settle", "upkeep"),
        /** What a compaction could not delete stays. */
        LEFTOVERS_STAY("keeper.Compactor", "sweep", "erases"),
        /** A reader deletes the files whose writing broke off. */
        READER_DELETES("io.ReadOnlyIo", "delete", "crashes"),
        /** A reader renames what it rewrites. */
        READER_RENAMES("io.ReadOnlyIo", "rename", "crashes"),
        /** A reader takes the lock of a writer. */
        READER_LOCKS_FOR_WRITING("StoreLock", "share", "crashes");

        final String type;
        final String method;
        final String loop;

        Mutant(String type, String method, String loop) {
            this.type = ROOT + type;
            this.method = method;
            this.loop = loop;
        }

        @Nullable
        MethodVisitor around(String changedType, String changedMethod, MethodVisitor written) {
            return changedType.equals(type) && changedMethod.equals(method) ? new Broken(this, written) : null;
        }
    }

    private static final Set<Mutant> DOES_NOTHING = EnumSet.of(
            Mutant.MANIFEST_LEFT_IN_DOUBT,
            Mutant.LEFTOVERS_STAY,
            Mutant.NAMES_OF_REFUSED_BATCHES_STAY,
            Mutant.STEPS_DO_NOT_COUNT);

    /** The method with the mistake. */
    private static final class Broken extends MethodVisitor {
        private final Mutant mutant;

        Broken(Mutant mutant, MethodVisitor written) {
            super(Opcodes.ASM9, written);
            this.mutant = mutant;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (DOES_NOTHING.contains(mutant)) {
                super.visitInsn(Opcodes.RETURN);
                super.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            }
        }

        @Override
        public void visitInsn(int opcode) {
            if (mutant == Mutant.PLACES_ARE_LOST && opcode == Opcodes.IRETURN) {
                super.visitInsn(Opcodes.POP);
                super.visitInsn(Opcodes.ICONST_0);
            }
            super.visitInsn(opcode);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            if (mutant == Mutant.NO_GUARD_OF_APPENDS && opcode == Opcodes.PUTFIELD && name.equals("writing")) {
                super.visitInsn(Opcodes.POP2);
                return;
            }
            boolean otherEnd = mutant == Mutant.PLACES_HAVE_ONE_END && name.equals("lastSequence");
            super.visitFieldInsn(opcode, owner, otherEnd ? "firstSequence" : name, descriptor);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            switch (mutant + " " + name) {
                case "HALF_RECORDS_WRITTEN failure" -> constant(Opcodes.POP, Opcodes.ACONST_NULL);
                case "CURSORS_DO_NOT_LOOK check", "PAGES_DO_NOT_LOOK check" -> super.visitInsn(Opcodes.POP);
                case "READER_DELETES isBelow", "READER_RENAMES isBelow" -> constant(Opcodes.POP2, Opcodes.ICONST_0);
                case "FAILED_UPKEEP_FAILS_THE_STORE noteFullDisk" -> {
                    super.visitVarInsn(Opcodes.ALOAD, 1);
                    super.visitMethodInsn(opcode, owner, "fail", "(Ljava/lang/Throwable;)V", false);
                }
                case "READER_LOCKS_FOR_WRITING lockShared" -> {
                    super.visitLdcInsn("reader");
                    super.visitMethodInsn(
                            opcode,
                            owner,
                            "lock",
                            descriptor.replace("Path;)", "Path;Ljava/lang/String;)"),
                            isInterface);
                }
                default -> super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
            }
        }

        /** Takes the operands away and puts a constant in the place of the result. */
        private void constant(int pop, int constant) {
            super.visitInsn(pop);
            super.visitInsn(constant);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenRuleIsCaught(Mutant mutant) {
        assertThatThrownBy(() -> run(mutant.loop, mutant))
                .as("caught %s", mutant)
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void theStoreItselfIsNot() {
        for (String loop : new String[] {"appends", "cancellations", "upkeep", "erases", "crashes", "pages"}) {
            assertThatCode(() -> run(loop, null)).as(loop).doesNotThrowAnyException();
        }
    }

    private static void run(String loop, @Nullable Mutant mutant) {
        ChangedStore changed = new ChangedStore((type, method, written) -> {
            MethodVisitor broken = mutant == null ? null : mutant.around(type, method, written);
            MethodVisitor pointing = loop.equals("appends")
                    ? FaultPoints.inAppends(type, method, broken == null ? written : broken)
                    : null;
            return pointing == null ? broken : pointing;
        });
        switch (loop) {
            case "appends" -> changed.call(AppendFaultTest.class, "attemptAll");
            case "cancellations" -> changed.call(CancellationTest.class, "attemptAll");
            case "pages" -> changed.call(PagingTest.class, "attemptSome");
            case "upkeep" -> changed.call(FailedUpkeepTest.class, "runs", mutant == null ? 5 : 200);
            case "erases" -> changed.call(FailedErasesTest.class, "attemptSome");
            default -> changed.call(CrashTest.class, "cuts", mutant == null ? 23 : 1);
        }
    }
}
