package io.spatio.store.log;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.regex.Pattern;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Every place at which the append path allocates or copies, as a point at which a thread may be made to fail.
 *
 * <p>A class loader of its own loads the store and its tests again; into those classes of the store that an append goes
 * through it puts a call before each instruction that makes an object or an array, and before each copy. So the store
 * itself needs no hooks, and no place can be forgotten. One thread at a time arms itself.
 */
public final class FaultPoints {
    private static final ThreadLocal<@Nullable FaultPoints> ARMED = new ThreadLocal<>();
    private static final Pattern APPEND_PATH =
            Pattern.compile("io\\.spatio\\.store\\.log\\.(Appender|wal\\..*|head\\..*|view\\..*|keeper\\.Catalog.*)");

    private final Throwable fault;
    private long left;

    private FaultPoints(long point, Throwable fault) {
        left = point;
        this.fault = fault;
    }

    /** Makes this thread fail at the so-manieth point from now, counted from 1. */
    public static void arm(long point, Throwable fault) {
        ARMED.set(new FaultPoints(point, fault));
    }

    /** Lets this thread go on without failing, and tells whether it failed. */
    public static boolean disarm() {
        FaultPoints armed = ARMED.get();
        ARMED.remove();
        return armed != null && armed.left <= 0;
    }

    /** A point is reached; called by the store's classes as they are loaded here. */
    public static void reached() throws Throwable {
        FaultPoints armed = ARMED.get();
        if (armed != null && --armed.left == 0) {
            throw armed.fault;
        }
    }

    /** Calls a static method without parameters that throws what it throws, on classes with these points. */
    static Method method(Class<?> type, String name, Class<?>... parameters) {
        try {
            Method method = new Loader().loadClass(type.getName()).getDeclaredMethod(name, parameters);
            method.setAccessible(true);
            return method;
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** Calls it. */
    static Object call(Method method, Object... arguments) {
        try {
            return method.invoke(null, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new AssertionError(e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** Loads the store and its tests again, with points. */
    private static final class Loader extends ClassLoader {
        Loader() {
            super(FaultPoints.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                boolean own = name.startsWith("io.spatio.store.log.") && !name.startsWith(FaultPoints.class.getName());
                if (loaded == null && own) {
                    byte[] bytes = bytes(name);
                    byte[] seen = APPEND_PATH.matcher(name).matches() ? withPoints(bytes) : bytes;
                    loaded = defineClass(name, seen, 0, seen.length);
                }
                return loaded == null ? super.loadClass(name, resolve) : loaded;
            }
        }

        private byte[] bytes(String name) throws ClassNotFoundException {
            try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                return in.readAllBytes();
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    private static byte[] withPoints(byte[] bytes) {
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, writer) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] exceptions) {
                                return new Pointing(super.visitMethod(access, name, descriptor, signature, exceptions));
                            }
                        },
                        0);
        return writer.toByteArray();
    }

    /** Puts a point before each instruction that allocates or copies. */
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
        public void visitInvokeDynamicInsn(
                String name, String descriptor, net.bytebuddy.jar.asm.Handle bootstrap, Object... arguments) {
            point();
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }

        /** What others make for it counts as well. */
        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            boolean makes = owner.startsWith("java/util/") && !owner.startsWith("java/util/concurrent/locks/")
                    || owner.equals("java/lang/String")
                    || (owner.equals("java/lang/System") && name.equals("arraycopy"));
            if (makes && !name.equals("<init>")) {
                point();
            }
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }
    }
}
