package io.workgrid.engine.codec;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InvalidClassException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.lang.reflect.Proxy;

/** Java serialization with a class loader of choice, for the values and the code that have no form of their own. */
public final class JavaSerial {
    private final ClassLoader loader;

    public JavaSerial(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * The object as bytes.
     *
     * @throws CodecException naming the class that cannot be sent
     */
    public byte[] write(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
        } catch (NotSerializableException e) {
            throw new CodecException(notSerializable(value, e), e);
        } catch (Throwable e) {
            // writeObject methods are user code and may throw anything; a chain too deep for the stack is theirs too
            throw new CodecException(value.getClass().getName() + " cannot be sent: " + ThrownText.of(e), e);
        }
        return bytes.toByteArray();
    }

    private static String notSerializable(Object value, NotSerializableException e) {
        String culprit = e.getMessage();
        String type = value.getClass().getName();
        return type.equals(culprit)
                ? type + " is not Serializable"
                : type + " holds a " + culprit + ", which is not Serializable";
    }

    /** The object again. */
    public Object read(byte[] bytes) {
        try (ObjectInputStream in = new LoaderInput(new ByteArrayInputStream(bytes), loader)) {
            return in.readObject();
        } catch (ClassNotFoundException e) {
            throw new CodecException("class " + e.getMessage() + " is not known here", e);
        } catch (InvalidClassException e) {
            throw new CodecException("class differs from the one that was sent: " + e.getMessage(), e);
        } catch (Throwable e) { // readObject methods are user code
            throw new CodecException("cannot be read back: " + ThrownText.of(e), e);
        }
    }

    private static final class LoaderInput extends ObjectInputStream {
        private final ClassLoader loader;

        LoaderInput(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description); // primitives
            }
        }

        @Override
        protected Class<?> resolveProxyClass(String[] interfaces) throws ClassNotFoundException {
            Class<?>[] types = new Class<?>[interfaces.length];
            for (int n = 0; n < types.length; n++) {
                types[n] = Class.forName(interfaces[n], false, loader);
            }
            return Proxy.newProxyInstance(loader, types, (proxy, method, args) -> null)
                    .getClass();
        }
    }
}
