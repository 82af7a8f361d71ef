import {composeFile} from './compose-file.ts';
import {type DockerSetting, docker} from './docker-command.ts';
import {nodeName} from './progress.ts';

/** A container of the stack. */
export interface StackContainer {
	readonly id: string;
	/** `primary`, `replica-1`, `ingress`. */
	readonly name: string;
	readonly service: string;
	/** In its service, from 1. */
	readonly number: number;
	readonly project: string;
	/** As Docker has it: created, running, paused, restarting, exited, dead. */
	readonly state: string;
}

/** Runs `docker compose` on the stack. See `docker`. */
export function compose(
	args: readonly string[],
	setting: DockerSetting,
	onLine?: (line: string) => void,
): Promise<string> {
	return docker(['compose', '--file', composeFile(), ...args], setting, onLine);
}

/** The stack's containers, running or not, by their names. */
export async function stackContainers(setting: DockerSetting): Promise<readonly StackContainer[]> {
	return parseContainers(await compose(['ps', '--all', '--format', 'json'], setting));
}

/** Reads `docker compose ps --format json`: an object on each line, or, up to 2.20, a list of them. */
export function parseContainers(json: string): readonly StackContainer[] {
	const objects = json
		.split('\n')
		.filter(line => line.trim() !== '')
		.flatMap(
			line => JSON.parse(line) as Readonly<Record<string, string>> | Readonly<Record<string, string>>[],
		);
	return objects
		.map(({ID, Name, Service, Project, State}) => ({
			id: ID ?? '',
			name: nodeName(Name ?? ''),
			service: Service ?? '',
			number: Number(/\d+$/.exec(Name ?? '')?.[0] ?? 1),
			project: Project ?? '',
			state: State ?? '',
		}))
		.sort((one, other) => one.service.localeCompare(other.service) || one.number - other.number);
}

/** The port on this machine that the ingress was made with. */
export async function publishedPort(
	ingress: StackContainer,
	setting: DockerSetting,
): Promise<number | undefined> {
	const format = '{{range .HostConfig.PortBindings}}{{range .}}{{.HostPort}}{{end}}{{end}}';
	const port = Number((await docker(['inspect', '--format', format, ingress.id], setting)).trim());
	return port > 0 ? port : undefined;
}
