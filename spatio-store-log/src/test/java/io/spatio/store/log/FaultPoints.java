package io.spatio.store.log;

import java.util.regex.Pattern;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Every place at which the append path, or the upkeep, allocates or copies, as a point at which a thread may be made to fail.
 *
 * <p>Into those classes of the store that an append, or a flush or compaction, goes through it puts a call at each instruction that makes an object or
 * an array, and before each copy and call of a collection. So the store itself needs no hooks, and no place can be
 * forgotten. A thread arms itself.
 */
public final class FaultPoints {
    private static final ThreadLocal<@Nullable FaultPoints> ARMED = new ThreadLocal<>();
    private static final Pattern APPEND_PATH = Pattern.compile(
            "io\\.spatio\\.store\\.log\\.(Appender|Eraser|LogDocuments|SealedObjects|wal\\..*|head\\..*|view\\..*|keeper\\.Catalog.*)");
    private static final Pattern UPKEEP =
            Pattern.compile("io\\.spatio\\.store\\.log\\.(LogTrajectoryStore|keeper\\..*|head\\..*|view\\..*)");

    private final Throwable fault;
    private final int times;
    private long left;

    private FaultPoints(long point, Throwable fault, int times) {
        left = point;
        this.fault = fault;
        this.times = times;
    }

    /** Makes this thread fail at a point counted from now, the next being 1, and at those right after it, a number of times. */
    public static void arm(long point, Throwable fault, int times) {
        ARMED.set(new FaultPoints(point, fault, times));
    }

    /** Lets this thread go on without failing, and tells whether it failed. */
    public static boolean disarm() {
        FaultPoints armed = ARMED.get();
        ARMED.remove();
        return armed != null && armed.left <= 0;
    }

    /** A point is reached; called by the store's changed classes. */
    public static void reached() throws Throwable {
        FaultPoints armed = ARMED.get();
        if (armed != null && --armed.left <= 0 && armed.left > -armed.times) {
            throw armed.fault;
        }
    }

    /** Puts the points into a method of the append path. */
    static @Nullable MethodVisitor inAppends(String type, String method, MethodVisitor written) {
        return APPEND_PATH.matcher(type).matches() ? new Pointing(written) : null;
    }

    /** Puts the points into a method of flush, compaction or close. */
    static @Nullable MethodVisitor inUpkeep(String type, String method, MethodVisitor written) {
        return UPKEEP.matcher(type).matches() ? new Pointing(written) : null;
    }

    /** Puts a point at each instruction that allocates or copies. */
    private static final class Pointing extends MethodVisitor {
        Pointing(MethodVisitor to) {
            super(Opcodes.ASM9, to);
        }

        private void point() {
            super.visitMethodInsn(
                    Opcodes.INVOKESTATIC, Type.getInternalName(FaultPoints.class), "reached", "()V", false);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            if (opcode == Opcodes.ANEWARRAY) {
                point();
            }
            super.visitTypeInsn(opcode, type);
            if (opcode == Opcodes.NEW) { // after it, for frames tell of it by its place
                point();
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY) {
                point();
            }
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            point();
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            boolean makes = (owner.startsWith("java/util/") && !owner.startsWith("java/util/concurrent/locks/"))
                    || owner.startsWith("com/carrotsearch/hppc/")
                    || owner.equals("java/lang/String")
                    || (owner.equals("java/lang/System") && name.equals("arraycopy"));
            if (makes && !name.equals("<init>")) {
                point();
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
    }
}
