import {describe, expect, it} from 'vitest';
import {createProgress, nodeName} from '../../source/stack/progress.ts';

function told(log: string): readonly string[] {
	return log
		.split('\n')
		.map(createProgress())
		.filter(line => line !== undefined);
}

describe('the progress of docker compose', () => {
	it('tells the steps of a build that take their time, each once', () => {
		const log = `#0 building with "default" instance using docker driver
#1 [primary internal] load build definition from Dockerfile
#1 DONE 0.0s
#9 [primary stage-1 1/6] FROM docker.io/library/node:24-trixie-slim
#9 resolve docker.io/library/node:24-trixie-slim 0.1s done
#9 sha256:abc 10.49MB / 28.23MB 0.9s
#16 [primary stage-1 2/6] RUN apt-get update && apt-get install --yes curl
#16 0.412 Get:1 http://mirror.example/debian trixie InRelease
#16 13.25 Setting up curl
#16 DONE 13.9s`;
		expect(told(log)).toEqual([
			'building: FROM docker.io/library/node:24-trixie-slim',
			'building: RUN apt-get update && apt-get install --yes curl',
		]);
	});

	it('tells nothing of steps that were done before', () => {
		const log = `#16 [primary stage-1 2/6] RUN apt-get update
#16 CACHED
#20 [primary stage-1 4/6] COPY litefs.yml /etc/litefs.yml
#20 DONE 0.1s
 Container litescope-primary-1  Running`;
		expect(told(log)).toEqual([]);
	});

	it('tells the steps of the builder before BuildKit', () => {
		expect(told('Sending build context to Docker daemon\nStep 2/9 : RUN apt-get update')).toEqual([
			'building: RUN apt-get update',
		]);
	});

	it('tells what is done to which node, whatever the project is called', () => {
		const log = ` Network my-shop_default  Creating
 Container my-shop-replica-2  Creating
 Container my-shop-replica-2  Created
 Container my-shop-primary-1  Starting
 Container my-shop-ingress-1  Recreate
 Volume my-shop_primary  Removing
 Volume "my-shop_primary"  Creating`;
		expect(told(log)).toEqual([
			'replica-2: creating',
			'primary: starting',
			'ingress: recreating',
			'my-shop_primary: removing',
			'my-shop_primary: creating',
		]);
	});
});

describe('the name of a node', () => {
	it.each([
		['litescope-primary-1', 'primary'],
		['litescope_replica_12', 'replica-12'],
		['replica-replica-3', 'replica-3'],
		['someone-else', 'someone-else'],
	])('of the container %s is %s', (container, name) => {
		expect(nodeName(container)).toBe(name);
	});
});
