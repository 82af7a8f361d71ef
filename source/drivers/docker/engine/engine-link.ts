import {setTimeout as delay} from 'node:timers/promises';
import {limits} from '../../../cluster/limits.ts';
import {clockMs} from '../../clock.ts';
import {type Heartbeat, startHeartbeat} from '../../heartbeat.ts';
import type {Engine, EngineEvent} from './engine.ts';

/** What is told of the connection to an engine. */
export interface LinkListener {
	event(event: EngineEvent): void;
	/** It has not answered since then, on the cluster's clock, and may yet do so. Told once. */
	silent(sinceMs: number): void;
	/** It answers again, after it was silent and not lost. */
	awake(): void;
	/** Nothing that was begun can be reached any more. Told again with each new reason: a sentence. */
	lost(reason: string): void;
	/** It is there again, and its events are told from now on. Where this rejects it is tried once more. */
	again(): Promise<void>;
}

/** An engine that is found again when it went away. */
export interface EngineLink {
	/** The engine as it was reached last. */
	readonly engine: Engine;
	/** Begins to tell what happens, and looks for the engine again when it is lost. Rejects with a DockerError. */
	follow(listener: LinkListener): Promise<void>;
	close(): void;
}

/** Connects to an engine. Rejects with a DockerError where that fails the first time. */
export async function openEngineLink(connect: () => Promise<Engine>): Promise<EngineLink> {
	return new Link(await connect(), connect);
}

class Link implements EngineLink {
	engine: Engine;
	readonly #connect: () => Promise<Engine>;
	#following: {close(): void} | undefined;
	#isSeeking = false;
	#closed = false;

	constructor(engine: Engine, connect: () => Promise<Engine>) {
		this.engine = engine;
		this.#connect = connect;
	}

	async follow(listener: LinkListener): Promise<void> {
		const {engine} = this;
		const lost = () => void this.#lost(listener);
		let beat: Heartbeat | undefined;
		const tell = (event: EngineEvent) => {
			beat?.heard();
			listener.event(event);
		};
		const events = await engine.events(tell, lost);
		if (this.#closed) return events.close();
		beat = watchSilence(engine, listener, lost);
		this.#following = {
			close() {
				events.close();
				beat?.stop();
			},
		};
	}

	close(): void {
		this.#closed = true;
		this.#unfollow();
	}

	async #lost(listener: LinkListener): Promise<void> {
		this.#unfollow();
		if (this.#isSeeking || this.#closed) return;
		this.#isSeeking = true;
		listener.lost('The Docker engine went away.');
		for (let failures = 0; !this.#closed && !this.#following; failures++) {
			await delay(Math.min(limits.reconnectMs, 100 * 2 ** failures), undefined, {ref: false});
			if (this.#closed) break;
			try {
				this.engine = await this.#connect();
				await this.follow(listener);
				if (this.#following) await listener.again();
			} catch (error) {
				this.#unfollow();
				if (!this.#closed) listener.lost((error as Error).message);
			}
		}
		this.#isSeeking = false;
	}

	#unfollow(): void {
		this.#following?.close();
		this.#following = undefined;
	}
}

/** An engine that hangs keeps its connections open, and one behind a broken line is never heard of again. */
function watchSilence(engine: Engine, listener: LinkListener, lost: () => void): Heartbeat | undefined {
	// There each question is a login; the ssh command itself looks after its line.
	if (engine.endpoint.kind === 'ssh') return undefined;
	let isAsked = false;
	let isSilent = false;
	const beat = startHeartbeat({
		async ask() {
			if (isAsked) return;
			isAsked = true;
			await engine.ping().then(beat.heard, () => undefined);
			isAsked = false;
		},
		silent(sinceMs) {
			if (clockMs() - sinceMs >= limits.engineMs) return lost();
			if (!isSilent) listener.silent(sinceMs);
			isSilent = true;
		},
		again() {
			isSilent = false;
			listener.awake();
		},
	});
	return beat;
}
