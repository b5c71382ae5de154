package io.spatio.store.log;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Loads the store and its tests again, with methods of the store changed, and calls a test's method on them. */
final class ChangedStore extends ClassLoader {
    /** Wraps what writes a method, by the class's and the method's name; null leaves it as it is. */
    interface Change {
        @Nullable
        MethodVisitor around(String type, String method, MethodVisitor written);
    }

    private final Change change;

    ChangedStore(Change change) {
        super(ChangedStore.class.getClassLoader());
        this.change = change;
    }

    /** Calls a static method, which throws here what it throws. */
    @Nullable
    Object call(Class<?> type, String name, Object... arguments) {
        try {
            for (Method method : loadClass(type.getName()).getDeclaredMethods()) {
                if (method.getName().equals(name)) {
                    method.setAccessible(true);
                    return method.invoke(null, arguments);
                }
            }
            throw new AssertionError(type + " has no " + name);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new AssertionError(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            boolean own = name.startsWith("io.spatio.store.log.") && !name.startsWith(FaultPoints.class.getName());
            if (loaded == null && own) {
                byte[] changed = changed(name, bytes(name));
                loaded = defineClass(name, changed, 0, changed.length);
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

    private byte[] changed(String type, byte[] bytes) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        ClassVisitor changing = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public MethodVisitor visitMethod(
                    int access,
                    String name,
                    String descriptor,
                    @Nullable String signature,
                    String @Nullable [] exceptions) {
                MethodVisitor written = super.visitMethod(access, name, descriptor, signature, exceptions);
                MethodVisitor wrapped = change.around(type, name, written);
                return wrapped == null ? written : wrapped;
            }
        };
        new ClassReader(bytes).accept(changing, 0);
        return writer.toByteArray();
    }
}
