/** What is under way, by Compose's words for it (github.com/docker/compose, pkg/progress). */
const doings: Readonly<Record<string, string>> = {
	Creating: 'creating',
	Recreate: 'recreating',
	Starting: 'starting',
	Restarting: 'restarting',
	Stopping: 'stopping',
	Removing: 'removing',
};

/**
 * Reads the plain progress of `docker compose`, a line at a time, and tells what is under way: steps of a build that
 * take their time, images that come, and what is done to which container or volume. Gives undefined for everything else.
 */
export function createProgress(): (line: string) => string | undefined {
	/** Steps of BuildKit by number, until they are told: a step that was cached never is. */
	const steps = new Map<string, string>();
	return line => {
		const [, number, rest = ''] = /^#(\d+) (.*)$/.exec(line) ?? [];
		if (number !== undefined) return buildStep(steps, number, rest);
		const [, classic] = /^Step \d+\/\d+ : (.*)$/.exec(line) ?? [];
		if (classic !== undefined) return `building: ${classic}`;
		const [, name = '', state = ''] = /^\s*(?:Container|Volume) "?([^"\s]+)"?\s+(\w+)/.exec(line) ?? [];
		const doing = doings[state];
		if (doing !== undefined) return `${nodeName(name)}: ${doing}`;
		const [, image] = /^\s*(\S+) Pulling\b/.exec(line) ?? [];
		return image === undefined ? undefined : `fetching ${image}`;
	};
}

function buildStep(steps: Map<string, string>, number: string, rest: string): string | undefined {
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
