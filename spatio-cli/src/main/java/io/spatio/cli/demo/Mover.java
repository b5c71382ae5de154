package io.spatio.cli.demo;

import io.spatio.Metadata;
import io.spatio.Position;

/** Something that moves through the city. */
interface Mover {
    String id();

    Position position();

    Metadata metadata();

    void advance(double seconds);
}
