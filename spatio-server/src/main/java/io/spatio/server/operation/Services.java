package io.spatio.server.operation;

/**
 * What a surface stands on. Immutable; any thread.
 *
 * @param operations what is there to be called
 * @param dispatcher runs it
 * @param reception what every call passes first
 * @param maxRequestBytes the longest body or message
 * @param requestBytes bounds all that are not answered yet
 */
public record Services(
        Operations operations,
        Dispatcher dispatcher,
        Reception reception,
        long maxRequestBytes,
        RequestBytes requestBytes) {}
