/** Compose's short port syntax is the engine's own: `docker run -p`. */
export * from '../../network/port-mapping.js';
