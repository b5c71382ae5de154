package io.spatio.core.config;

import io.spatio.spi.Option;
import java.util.List;

/**
 * Options of a part that is neither engine, index nor store, such as a server: keys below {@code spatio} and its name. Found by
 * ServiceLoader, so that the one file may hold them wherever the part is on the class path.
 */
public interface OptionGroup {
    /** The segment before its keys, as {@code server}. */
    String name();

    /** Its options. */
    List<Option> options();
}
