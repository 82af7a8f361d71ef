/** What a line of Docker's is worth saying of it. */
export type ProgressLine = string | undefined;

/** Compose's words for what it does to containers and volumes (github.com/docker/compose, pkg/progress). */
const doings: ReadonlySet<string> = new Set([
	'Creating',
	'Recreate',
	'Starting',
	'Restarting',
	'Stopping',
	'Removing',
]);

/**
 * Reads the plain progress of `docker compose`, a line at a time, and tells what is under way: steps of a build that
 * take their time, images that come, and what is done to which container. Gives undefined for everything else.
 */
export function createProgress(): (line: string) => ProgressLine {
	/** Steps of BuildKit by number, until they are told: a step that was cached never is. */
	const steps = new Map<string, string>();
	return line => {
		const [, number, rest = ''] = /^#(\d+) (.*)$/.exec(line) ?? [];
		if (number !== undefined) return buildStep(steps, number, rest);
		const [, classic] = /^Step \d+\/\d+ : (.*)$/.exec(line) ?? [];
		if (classic !== undefined) return `building: ${classic}`;
		const [, what, name = '', doing = ''] = /^ (Container|Volume|Network) (\S+)\s+(\w+)/.exec(line) ?? [];
		if (what === 'Container' && doings.has(doing)) return `${nodeName(name)}: ${doing.toLowerCase()}`;
		const [, image] = /^ (\S+) Pulling\b/.exec(line) ?? [];
		return image === undefined ? undefined : `fetching ${image}`;
	};
}

function buildStep(steps: Map<string, string>, number: string, rest: string): ProgressLine {
	const [, title] = /^\[[^\]]*\] ((?:RUN|FROM|ADD|exporting) ?.*)$/.exec(rest) ?? [];
	if (title !== undefined) {
		steps.set(number, title);
		return undefined;
	}
	const step = steps.get(number);
	if (step === undefined) return undefined;
	steps.delete(number);
	return /^(?:CACHED|DONE|ERROR)/.test(rest) ? undefined : `building: ${step}`;
}

/** What a container of the stack is called: `primary`, `replica-2`, `ingress`; others keep their name. */
export function nodeName(container: string): string {
	const [, service, number] = /[-_](primary|replica|ingress)[-_](\d+)$/.exec(container) ?? [];
	if (service === undefined) return container;
	return service === 'replica' ? `${service}-${number}` : service;
}
