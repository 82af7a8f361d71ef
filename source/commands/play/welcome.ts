import {footprintOf} from '../../scripts/footprint.ts';
import {describeFootprint} from '../../scripts/guest-question.ts';
import {obstacleTo} from '../../scripts/obstacles.ts';
import type {Script} from '../../scripts/schema.ts';
import type {AppState} from '../../ui/app-state.ts';
import {open} from '../../ui/perform/step.ts';
import type {ExplorerStage} from '../explore/director.ts';

/** How a demo comes to the cluster that is there. */
export interface Welcome {
	/** Whether it is known where it is played; asks, where somebody has to be asked. */
	isDecided(): boolean;
	answer(isWelcome: boolean): void;
}

/** What comes of it. */
export interface Arrival {
	/** It is played on a cluster that is somebody else's. */
	visit(): void;
	/** It is played elsewhere; why is a sentence. */
	elsewhere(why: string): void;
}

/** Makes the welcome of a script to the cluster that is on the screen first. */
export function createWelcome(script: Script, {runtime}: ExplorerStage, arrival: Arrival): Welcome {
	let isDecided = false;
	const ask = (question: string) => {
		const answered = (answer: boolean) =>
			[{type: 'script', act: {type: 'guest', isWelcome: answer}}] as const;
		runtime.change(screen =>
			screen.overlays.length > 0
				? screen
				: open(screen, {
						kind: 'confirm',
						question: `${question} Play the demo there?`,
						effects: answered(true),
						otherwise: answered(false),
					}),
		);
	};
	const decide = (next: () => void) => {
		if (isDecided) return;
		isDecided = true;
		next();
	};
	const answer = (isWelcome: boolean) =>
		decide(isWelcome ? arrival.visit : () => arrival.elsewhere('As you wish.'));
	const look = ({snapshot, screen}: AppState) => {
		const {cluster, phase} = snapshot;
		if (phase === 'connecting') return;
		if (phase === 'gone' || !cluster?.guest) return decide(() => {});
		const obstacle = obstacleTo(script, snapshot);
		const question = describeFootprint(footprintOf(script, cluster), snapshot);
		if (obstacle) decide(() => arrival.elsewhere(`Not on ${cluster.label}: ${obstacle.text}`));
		else if (question === undefined || screen.mayWrite) answer(true);
		else ask(question);
	};
	return {
		answer,
		isDecided() {
			if (!isDecided) look(runtime.store.get());
			return isDecided;
		},
	};
}
