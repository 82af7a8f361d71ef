import type {Endpoint} from '../engine/endpoint.ts';
import type {ListedContainer} from '../engine/engine.ts';
import {groupOf, type LitefsContainer} from './recognise.ts';

/** Where the application in front of a cluster is, such as `http://127.0.0.1:8080`, or a sentence why it cannot be reached. */
export type FoundIngress = {readonly url: string} | {readonly problem: string};

/** Addresses that mean every address of a machine. */
const anywhere = /^(0\.0\.0\.0|::|)$/;
const loopback = /^(127\.|::1$)/;

/**
 * The ingress of a cluster: the container that belongs to it, runs no LiteFS, and publishes a TCP port on the machine
 * that the engine is on. `nodes` are the cluster's containers, `containers` all that the engine lists.
 */
export function findIngress(
	containers: readonly ListedContainer[],
	nodes: readonly LitefsContainer[],
	endpoint: Endpoint,
): FoundIngress {
	const published = containers
		.filter(container => nodes.some(node => isBeside(container, node)))
		.filter(({Id}) => !nodes.some(({id}) => id === Id))
		.map(container => ({name: container.Names[0]?.replace(/^\//, '') ?? '', port: publishedPort(container)}))
		.filter(({port}) => port !== undefined);
	const [only] = published;
	if (!only?.port) return {problem: 'No ingress of this cluster publishes a port.'};
	if (published.length > 1) {
		const names = published.map(({name}) => name).join(', ');
		return {
			problem: `Several containers of this cluster publish a port, so its ingress is not known: ${names}.`,
		};
	}
	return addressOf(only.port, only.name, endpoint);
}

function isBeside(container: ListedContainer, {kind, group: name}: LitefsContainer): boolean {
	const group = groupOf(container);
	return kind !== 'none' && group.kind === kind && group.group === name;
}

interface PublishedPort {
	readonly ip: string;
	readonly port: number;
}

/** The port that is published first where a container has several of them. */
function publishedPort({Ports = []}: ListedContainer): PublishedPort | undefined {
	const published = Ports.filter(({PublicPort, Type}) => PublicPort && Type === 'tcp');
	const first = published.toSorted((a, b) => a.PublicPort - b.PublicPort)[0];
	return first && {ip: first.IP ?? '', port: first.PublicPort};
}

function addressOf({ip, port}: PublishedPort, container: string, endpoint: Endpoint): FoundIngress {
	if (endpoint.kind === 'socket') return {url: urlOf(anywhere.test(ip) ? '127.0.0.1' : ip, port)};
	if (!loopback.test(ip)) return {url: urlOf(anywhere.test(ip) ? endpoint.host : ip, port)};
	return {
		problem: `${container} publishes its port on ${ip} of ${endpoint.host}, which cannot be reached from here.`,
	};
}

function urlOf(host: string, port: number): string {
	return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
