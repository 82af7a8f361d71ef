import {describe, expect, it} from 'vitest';
import {clustersOf} from '../../../../source/drivers/docker/discovery/find-clusters.ts';
import {nameNodes} from '../../../../source/drivers/docker/discovery/node-names.ts';
import {recogniseLitefs} from '../../../../source/drivers/docker/discovery/recognise.ts';
import type {ListedContainer} from '../../../../source/drivers/docker/engine/engine.ts';

/** A container as the engine lists it. */
function listed(name: string, more: Partial<ListedContainer> = {}): ListedContainer {
	const container = {
		Id: `id of ${name}`,
		Names: [`/${name}`],
		Image: 'app',
		ImageID: 'sha256:app',
		Command: '/start.sh',
		State: 'running',
		Labels: {},
		Ports: [],
		Mounts: [],
		NetworkSettings: {Networks: {}},
		...more,
	};
	return container as unknown as ListedContainer;
}

const inProject = (project: string, service: string, number = 1) => ({
	'com.docker.compose.project': project,
	'com.docker.compose.service': service,
	'com.docker.compose.container-number': String(number),
});

const processes = (...lines: readonly (readonly [name: string, ...commands: string[]])[]) =>
	new Map(lines.map(([name, ...commands]) => [`id of ${name}`, commands]));

describe('a container runs LiteFS', () => {
	it('when one of its processes is LiteFS’s server, whatever it is called', () => {
		const containers = [listed('shop'), listed('web'), listed('job')];
		const running = processes(
			['shop', '/bin/sh -c litefs mount', '/usr/local/bin/litefs mount'],
			['web', 'nginx: master process'],
			['job', 'litefs export -name data.db /tmp/x'],
		);
		expect(recogniseLitefs(containers, running).map(({container}) => container)).toEqual(['shop']);
	});

	it('when it is stopped and looks like it, or is of the same make as one that does', () => {
		const stopped = {State: 'exited'};
		const containers = [
			listed('a-1', {Labels: inProject('shop', 'a')}),
			listed('b-1', {Labels: inProject('shop', 'b'), ...stopped}),
			listed('c-1', {Command: 'litefs mount', ...stopped}),
			listed('d-1', {Labels: inProject('other', 'd'), ...stopped}),
			listed('e-1', {Labels: {...inProject('shop', 'a'), 'com.docker.compose.oneoff': 'True'}, ...stopped}),
		];
		const found = recogniseLitefs(containers, processes(['a-1', 'litefs mount']));
		expect(found.map(({container}) => container)).toEqual(['a-1', 'b-1', 'c-1']);
	});
});

it('a container says whether it is of the stack that comes with litescope', () => {
	const ours = {...inProject('shop', 'a'), 'litescope.stack': 'bundled'};
	const containers = [listed('a-1', {Labels: ours}), listed('b-1', {Labels: inProject('shop', 'b')})];
	const found = recogniseLitefs(containers, processes(['a-1', 'litefs mount'], ['b-1', 'litefs mount']));
	expect(found.map(({bundled}) => bundled)).toEqual([true, false]);
});

describe('the nodes of a cluster', () => {
	const litefs = ['litefs mount'] as const;
	const of = (...containers: readonly ListedContainer[]) =>
		recogniseLitefs(containers, new Map(containers.map(({Id}) => [Id, litefs])));

	it('belong together by compose project, or else by network', () => {
		const networks = {NetworkSettings: {Networks: {bridge: {}, blue: {}}}} as never;
		const found = clustersOf(
			of(
				listed('one-primary-1', {Labels: inProject('one', 'primary')}),
				listed('two-primary-1', {Labels: inProject('two', 'primary')}),
				listed('ada', networks),
				listed('bob', networks),
				listed('solo'),
			),
		);
		expect(found.map(({name, nodes}) => [name, nodes.map(node => node.name)])).toEqual([
			['blue', ['ada', 'bob']],
			['one', ['primary']],
			['solo', ['solo']],
			['two', ['primary']],
		]);
	});

	it('do not belong to the project that only built their image', () => {
		const built = {'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'primary'};
		expect(clustersOf(of(listed('by-hand', {Labels: built})))).toMatchObject([
			{name: 'by-hand', kind: 'none'},
		]);
	});

	it('are called like their service, with a number where there are several and where it would be a role', () => {
		const first = of(
			listed('p-1', {Labels: inProject('s', 'primary')}),
			listed('r-1', {Labels: inProject('s', 'replica')}),
			listed('n-1', {Labels: inProject('s', 'node')}),
		);
		expect([...nameNodes(first).values()]).toEqual(['primary', 'replica-1', 'node']);
		const scaled = of(
			listed('n-1', {Labels: inProject('s', 'node')}),
			listed('n-2', {Labels: inProject('s', 'node', 2)}),
		);
		expect([...nameNodes(scaled).values()]).toEqual(['node-1', 'node-2']);
	});

	it('keep a name that they were given', () => {
		const known = nameNodes(of(listed('n-1', {Labels: inProject('s', 'node')})));
		const anew = of(
			listed('n-1', {Id: 'id of n-2', Labels: inProject('s', 'node')}),
			listed('n-2', {Labels: inProject('s', 'node', 2)}),
		);
		expect([...nameNodes(anew, known).values()]).toEqual(['node', 'node-2']);
	});
});
