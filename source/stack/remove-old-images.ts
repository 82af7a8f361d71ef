import {type DockerSetting, docker} from './docker-command.ts';
import {StackError} from './stack-error.ts';

/** Removes images of a compose project that newer ones have replaced, and that no container uses. */
export async function removeOldImages(project: string, setting: DockerSetting): Promise<void> {
	const filter = `label=com.docker.compose.project=${project}`;
	try {
		await docker(['image', 'prune', '--force', '--filter', filter], setting);
	} catch (error) {
		// They are in nobody's way but the disk's; another `up` tries again.
		if (!(error instanceof StackError) || setting.interrupted.aborted) throw error;
	}
}
