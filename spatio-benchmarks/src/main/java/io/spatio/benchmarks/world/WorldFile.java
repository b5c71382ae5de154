package io.spatio.benchmarks.world;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A world as a file, so that every contestant, in whatever language, starts from the same bits: little-endian, an int of
 * the number of objects, an int of the lattice's side, then per object its longitude, its latitude, and the degrees of
 * longitude to a metre there, as doubles.
 */
public final class WorldFile {
    private static final int OBJECT_BYTES = 3 * Double.BYTES;
    private static final int OBJECTS_AT_ONCE = 1 << 14;

    private WorldFile() {}

    /** Writes a world. */
    public static void write(World world, Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer buffer =
                    ByteBuffer.allocate(OBJECTS_AT_ONCE * OBJECT_BYTES).order(ByteOrder.LITTLE_ENDIAN);
            buffer.putInt(world.size()).putInt(world.side());
            for (int object = 0; object < world.size(); object++) {
                if (buffer.remaining() < OBJECT_BYTES) {
                    drain(buffer, channel);
                }
                double lat = world.lat(object);
                buffer.putDouble(world.lon(object)).putDouble(lat).putDouble(World.lonPerMeter(lat));
            }
            drain(buffer, channel);
        }
    }

    private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
        buffer.clear();
    }

    /** Reads a world. */
    public static World read(Path file) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int size = buffer.getInt();
        int side = buffer.getInt();
        double[] lons = new double[size];
        double[] lats = new double[size];
        for (int object = 0; object < size; object++) {
            lons[object] = buffer.getDouble();
            lats[object] = buffer.getDouble();
            buffer.getDouble();
        }
        return new World(lons, lats, side);
    }
}
