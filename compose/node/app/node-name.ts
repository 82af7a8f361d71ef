import {Resolver} from 'node:dns/promises';
import {hostname, networkInterfaces} from 'node:os';

const resolver = new Resolver({timeout: 1000, tries: 1});
let known: string | undefined;

/**
 * What this node is called: `primary`, `replica-1`, `replica-2` and so on. A container is not told its number, but
 * Docker's DNS knows the name of the container at an address. Where it does not, it is the container's host name.
 */
export async function nodeName(): Promise<string> {
	known ??= await askDns();
	return known ?? hostname();
}

async function askDns(): Promise<string | undefined> {
	for (const address of ownAddresses()) {
		try {
			const pointer = `${address.split('.').reverse().join('.')}.in-addr.arpa`;
			for (const name of await resolver.resolvePtr(pointer)) {
				const found = nameOf(name);
				if (found !== undefined) return found;
			}
		} catch {
			// The next question comes with the next request.
		}
	}
	return undefined;
}

/** The node's name within a container's, such as `litescope-replica-1.litescope_default`. */
export function nameOf(containerName: string): string | undefined {
	const [, service, number] = /[-_](primary|replica)[-_](\d+)(?:\.|$)/.exec(containerName) ?? [];
	return service === 'primary' ? service : service && `${service}-${number}`;
}

function ownAddresses(): readonly string[] {
	return Object.values(networkInterfaces())
		.flatMap(list => list ?? [])
		.filter(({family, internal}) => family === 'IPv4' && !internal)
		.map(({address}) => address);
}
