import {expect, it} from 'vitest';
import {findIngress} from '../../../../source/drivers/docker/discovery/find-ingress.ts';
import {recogniseLitefs} from '../../../../source/drivers/docker/discovery/recognise.ts';
import type {Endpoint} from '../../../../source/drivers/docker/engine/endpoint.ts';
import type {ListedContainer} from '../../../../source/drivers/docker/engine/engine.ts';

const here: Endpoint = {address: 'unix:///var/run/docker.sock', kind: 'socket', path: '/var/run/docker.sock'};
const there: Endpoint = {address: 'tcp://build:2375', kind: 'tcp', host: 'build', port: 2375};

/** A container of a compose project as the engine lists it, with the ports that it publishes. */
function listed(project: string, service: string, ...ports: readonly (readonly [string, number])[]) {
	return {
		Id: `id of ${project} ${service}`,
		Names: [`/${project}-${service}-1`],
		ImageID: 'sha256:app',
		Command: service === 'primary' ? 'litefs mount' : 'nginx',
		State: 'running',
		Labels: {
			'com.docker.compose.project': project,
			'com.docker.compose.service': service,
			'com.docker.compose.container-number': '1',
		},
		Ports: ports.map(([IP, PublicPort]) => ({IP, PublicPort, PrivatePort: 8080, Type: 'tcp'})),
		Mounts: [],
		NetworkSettings: {Networks: {}},
	} as unknown as ListedContainer;
}

function found(containers: readonly ListedContainer[], endpoint = here) {
	const nodes = recogniseLitefs(containers, new Map()).filter(({group}) => group === 'shop');
	return findIngress(containers, nodes, endpoint);
}

const primary = listed('shop', 'primary', ['0.0.0.0', 8081]);

it.each([
	['127.0.0.1', 'http://127.0.0.1:8080'],
	['0.0.0.0', 'http://127.0.0.1:8080'],
	['10.0.0.5', 'http://10.0.0.5:8080'],
	['::1', 'http://[::1]:8080'],
])('the ingress is what runs no LiteFS and publishes a port, here on %s', (ip, url) => {
	const others = [listed('shop', 'job'), listed('blog', 'ingress', ['127.0.0.1', 9090])];
	expect(found([primary, listed('shop', 'ingress', [ip, 8080]), ...others])).toEqual({url});
});

it('on another machine it is reached by that machine’s name, unless it is published there for itself alone', () => {
	expect(found([primary, listed('shop', 'ingress', ['0.0.0.0', 8080])], there)).toEqual({
		url: 'http://build:8080',
	});
	expect(found([primary, listed('shop', 'ingress', ['127.0.0.1', 8080])], there)).toEqual({
		problem: 'shop-ingress-1 publishes its port on 127.0.0.1 of build, which cannot be reached from here.',
	});
});

it('says why none is known', () => {
	expect(found([primary, listed('shop', 'ingress')])).toEqual({
		problem: 'No ingress of this cluster publishes a port.',
	});
	const two = [listed('shop', 'ingress', ['', 8080]), listed('shop', 'admin', ['', 8090])];
	expect(found([primary, ...two])).toEqual({
		problem:
			'Several containers of this cluster publish a port, so its ingress is not known: shop-ingress-1, shop-admin-1.',
	});
});
