import { lookup } from 'node:dns/promises';
import { connect, type LookupFunction, type Socket } from 'node:net';

export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** The two things the client asks of the network below HTTP; tests pass in a resolver and a way to loopback servers. */
export interface Network {
  /** Every address of a name. */
  resolve(host: string): Promise<readonly HostAddress[]>;
  /** Begins a connection to one of these addresses, which have been checked, and to no other. */
  dial(addresses: readonly HostAddress[], port: number): Socket;
  /** Authority to trust besides the well-known ones. */
  readonly ca?: string;
}

export const systemNetwork: Network = {
  resolve: (host) => lookup(host, { all: true }),
  dial(addresses, port) {
    // Handing the checked addresses over as the look-up's answer lets the system race IPv6 and IPv4 without asking DNS again.
    const checked: LookupFunction = (_host, options, callback) => {
      const [first] = addresses;
      if (options.all === true) callback(null, [...addresses]);
      else if (first === undefined) callback(new Error('no address'), '', 0);
      else callback(null, first.address, first.family);
    };
    return connect({ host: 'checked', port, lookup: checked, autoSelectFamily: true });
  },
};
