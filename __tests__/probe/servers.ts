import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';

/** A server on the loopback interface that plays back recorded answers. */
export interface Playback {
  readonly port: number;
  close(): Promise<void>;
}

/** What the server does with the bytes of a connection; nothing given back means silence. */
export type Behaviour = (question: Buffer, socket: Socket) => Buffer | string | undefined;

export async function serveTcp(behave: Behaviour, tls?: TlsOptions): Promise<Playback> {
  const sockets = new Set<Socket>();
  const onSocket = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (question) => {
      const answer = behave(question, socket);
      if (answer !== undefined) socket.write(answer);
    });
  };
  const server: Server =
    tls === undefined ? createServer(onSocket) : createTlsServer(tls, onSocket);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

export async function serveUdp(
  port: number,
  answer: (question: Buffer) => Buffer | undefined,
): Promise<Playback> {
  const socket: UdpSocket = createSocket('udp4');
  socket.on('message', (message, from) => {
    const reply = answer(message);
    if (reply !== undefined) socket.send(reply, from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(port, '127.0.0.1', () => resolve()));
  return {
    port: socket.address().port,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}
