import {createHash} from 'node:crypto';
import {existsSync, readFileSync} from 'node:fs';
import {homedir} from 'node:os';
import {join} from 'node:path';
import {DockerError} from '../docker-error.ts';

/** Certificates of an engine that is reached by TLS, in PEM. */
export interface Tls {
	readonly ca?: string;
	readonly cert?: string;
	readonly key?: string;
	/** Whether the engine must prove who it is. */
	readonly verify: boolean;
}

/** Where an engine is. `address` is as the docker CLI writes it, for people. */
export type Endpoint = {readonly address: string} & (
	| {readonly kind: 'socket'; readonly path: string}
	| {readonly kind: 'tcp'; readonly host: string; readonly port: number; readonly tls?: Tls}
	| {
			/** By the ssh command and `docker system dial-stdio` on the other side. */
			readonly kind: 'ssh';
			readonly host: string;
			readonly user?: string;
			readonly port?: string;
			/** The engine's socket on the other side, where it is not the usual one. */
			readonly path?: string;
	  }
);

/** What tells where the engine is, besides the docker CLI's files. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the docker CLI would look for the engine: DOCKER_HOST, then DOCKER_CONTEXT, then the current context of its
 * configuration, then the usual sockets. Throws a DockerError where that cannot be told.
 */
export function findEndpoint(environment: Environment = process.env): Endpoint {
	const folder = environment['DOCKER_CONFIG'] || join(homedir(), '.docker');
	const host = environment['DOCKER_HOST'];
	if (host) return endpointOf(host, () => tlsOfEnvironment(environment, folder));
	const context = environment['DOCKER_CONTEXT'] || currentContext(folder);
	if (context && context !== 'default') return endpointOfContext(context, folder);
	return endpointOf(`unix://${usualSocket()}`, () => undefined);
}

/** Docker Desktop and rootless engines have their socket in the user's own folders. */
function usualSocket(): string {
	const runtime = process.env['XDG_RUNTIME_DIR'];
	const own = [
		join(homedir(), '.docker', 'run', 'docker.sock'),
		...(runtime ? [join(runtime, 'docker.sock')] : []),
	];
	const usual = '/var/run/docker.sock';
	return existsSync(usual) ? usual : (own.find(path => existsSync(path)) ?? usual);
}

function endpointOf(address: string, tls: () => Tls | undefined): Endpoint {
	if (address.startsWith('unix://')) {
		return {kind: 'socket', address, path: address.slice('unix://'.length) || usualSocket()};
	}
	if (address.startsWith('npipe://')) {
		return {kind: 'socket', address, path: address.slice('npipe://'.length)};
	}
	const url = URL.parse(address.includes('://') ? address : `tcp://${address}`);
	if (!url?.hostname || !['tcp:', 'http:', 'https:', 'ssh:'].includes(url.protocol)) {
		throw new DockerError(
			2,
			`Docker’s address ${address} is not one that can be used; it looks like unix:///var/run/docker.sock, tcp://host:2376 or ssh://user@host.`,
		);
	}
	const host = url.hostname.replace(/^\[|\]$/g, '');
	if (url.protocol === 'ssh:') {
		return {
			kind: 'ssh',
			address,
			host,
			...(url.username && {user: decodeURIComponent(url.username)}),
			...(url.port && {port: url.port}),
			...(url.pathname.length > 1 && {path: url.pathname}),
		};
	}
	const given = tls() ?? (url.protocol === 'https:' ? {verify: true} : undefined);
	const port = Number(url.port) || (given ? 2376 : 2375);
	return {kind: 'tcp', address, host, port, ...(given && {tls: given})};
}

function tlsOfEnvironment(environment: Environment, folder: string): Tls | undefined {
	const verify = Boolean(environment['DOCKER_TLS_VERIFY']);
	if (!verify && !environment['DOCKER_TLS']) return undefined;
	const certificates = readCertificates(environment['DOCKER_CERT_PATH'] || folder);
	if (verify && certificates.ca === undefined) {
		const path = join(environment['DOCKER_CERT_PATH'] || folder, 'ca.pem');
		throw new DockerError(
			2,
			`Docker’s certificate ${path} does not exist. DOCKER_TLS_VERIFY needs it; DOCKER_CERT_PATH says in which folder it is.`,
		);
	}
	return {...certificates, verify};
}

function readCertificates(folder: string): Omit<Tls, 'verify'> {
	const read = (name: string) => {
		const path = join(folder, `${name}.pem`);
		try {
			return existsSync(path) ? {[name]: readFileSync(path, 'utf8')} : {};
		} catch (error) {
			throw new DockerError(1, `Docker’s certificate ${path} cannot be read.`, {cause: error});
		}
	};
	return {...read('ca'), ...read('cert'), ...read('key')};
}

function currentContext(folder: string): string | undefined {
	const path = join(folder, 'config.json');
	if (!existsSync(path)) return undefined;
	return readJson<{currentContext?: string}>(path).currentContext;
}

interface ContextFile {
	readonly Endpoints?: {readonly docker?: {readonly Host?: string; readonly SkipTLSVerify?: boolean}};
}

/** A context's files lie in folders that are named by the SHA-256 of its name. */
function endpointOfContext(name: string, folder: string): Endpoint {
	const digest = createHash('sha256').update(name).digest('hex');
	const path = join(folder, 'contexts', 'meta', digest, 'meta.json');
	if (!existsSync(path)) {
		throw new DockerError(
			2,
			`The Docker context ${name} does not exist; \`docker context ls\` lists those that do.`,
		);
	}
	const {Host: host, SkipTLSVerify: skipVerify = false} = readJson<ContextFile>(path).Endpoints?.docker ?? {};
	if (!host) throw new DockerError(2, `The Docker context ${name} does not say where its engine is.`);
	return endpointOf(host, () => {
		const certificates = readCertificates(join(folder, 'contexts', 'tls', digest, 'docker'));
		const secured = skipVerify || Object.keys(certificates).length > 0;
		return secured ? {...certificates, verify: !skipVerify} : undefined;
	});
}

function readJson<T>(path: string): T {
	try {
		return JSON.parse(readFileSync(path, 'utf8')) as T;
	} catch (error) {
		throw new DockerError(1, `Docker’s file ${path} cannot be read.`, {cause: error});
	}
}
