/**
 * The HTTP surface: from a request's path, parameters and body to a request message, and from a reply message to JSON.
 * {@link io.spatio.server.http.Routes} are read from the definition; a {@link io.spatio.server.http.Form} says how one of them is read
 * and answered; {@link io.spatio.server.http.HttpCalls} alone knows the HTTP library. Begin with the routes.
 */
@NullMarked
package io.spatio.server.http;

import org.jspecify.annotations.NullMarked;
