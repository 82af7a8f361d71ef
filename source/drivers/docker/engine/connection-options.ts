import {Agent as TlsAgent} from 'node:https';
import type Docker from 'dockerode';
import type {Endpoint} from './endpoint.ts';
import {SshAgent} from './ssh-agent.ts';

/**
 * What dockerode is told of an endpoint. Each option is named, since those that are missing it takes from DOCKER_HOST,
 * by rules that are not the docker CLI's.
 */
export function connectionOptions(endpoint: Endpoint): Docker.DockerOptions {
	const none = {
		host: undefined,
		port: undefined,
		socketPath: undefined,
		timeout: undefined,
		agent: undefined,
	};
	return {
		...none,
		pathPrefix: '/',
		ca: undefined,
		cert: undefined,
		key: undefined,
		...where(endpoint),
	} as never;
}

function where(endpoint: Endpoint) {
	switch (endpoint.kind) {
		case 'socket':
			return {protocol: 'http', socketPath: endpoint.path};
		case 'ssh':
			return {protocol: 'http', host: 'ssh', port: 80, agent: new SshAgent(endpoint)};
		case 'tcp': {
			const {host, port, tls} = endpoint;
			if (!tls) return {protocol: 'http', host, port};
			const {verify, ...certificates} = tls;
			const agent = new TlsAgent({...certificates, rejectUnauthorized: verify});
			return {protocol: 'https', host, port, agent};
		}
	}
}
