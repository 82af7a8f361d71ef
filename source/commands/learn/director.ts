import {openTransactions} from '../../cluster/selectors.ts';
import type {ReadProgress} from '../../home/progress.ts';
import {withStep} from '../../home/progress-format.ts';
import {createRun, type Run} from '../../scripts/run/create-run.ts';
import type {RunState} from '../../scripts/run/state.ts';
import type {ScriptAct} from '../../ui/screen/script.ts';
import {showScript} from '../../ui/script/show-script.ts';
import type {Director, ExplorerStage} from '../explore/director.ts';
import {type Pace, roomPace} from '../play/pace.ts';
import {createBroken} from './broken.ts';
import {createCheckpointing} from './checkpointing.ts';
import {clusterOn, openLessonCluster} from './lesson-cluster.ts';
import type {LessonFolder} from './lesson-folder.ts';
import type {Lesson} from './lessons.ts';
import {panelOf} from './panel.ts';
import {createProgressKeeper} from './progress-keeper.ts';
import {createSolver} from './solver.ts';
import {nearestStart, type Start} from './start.ts';

/** A lesson that is opened. */
export interface LessonPlay {
	readonly lesson: Lesson;
	readonly folder: LessonFolder;
	readonly read: ReadProgress;
	/** The cluster in the folder is as this says. */
	readonly start: Start;
	/** What Enter does at the end. */
	readonly next: string;
	/** The student has done all of it and goes on. */
	ended(): void;
	readonly pace?: Pace;
}

/** How long what a step needs may be otherwise before it is told, in milliseconds. */
const brokenMs = 800;

/** Has a student do a lesson in the explorer. */
export function directLesson(lesson: LessonPlay, stage: ExplorerStage): Director {
	const {folder, read, pace = roomPace} = lesson;
	const {script, file} = lesson.lesson;
	const {runtime} = stage;
	const {steps} = script;
	const say = (text: string) => runtime.change(screen => ({...screen, message: {level: 'warning', text}}));
	const keeper = createProgressKeeper(folder.progress, read, say);
	const snapshot = () => runtime.store.get().snapshot;
	const checkpoints = createCheckpointing(folder, snapshot);
	const solver = createSolver(stage, pace);

	let run: Run | undefined;
	/** What is to be begun when the cluster is there. */
	let coming: Start | undefined = lesson.start;
	let at = lesson.start.at;
	let nextId: number | undefined;
	let busy: string | undefined = 'The cluster is being started.';
	let remark = lesson.start.remark;
	let trouble: string | undefined;
	/** What is done when the step waits for the student: its solution is played, for them to see or to pass it over. */
	let wanted: 'shown' | 'left out' | undefined;
	/** The step's end has been noted. */
	let isNoted = false;
	let closed = false;
	const asked = new Map<string, {hints: number; predicted?: string}>();
	const {place} = lesson.start;
	if (place)
		asked.set(place.step, {
			hints: place.hints,
			...(place.predicted !== undefined && {predicted: place.predicted}),
		});

	const stepNow = () => steps[at];
	const askedIn = (step = stepNow()) => asked.get(step?.id ?? '') ?? {hints: 0};
	const broken = createBroken(brokenMs, () => draw());
	let drawn = '';
	const draw = () => {
		if (closed) return;
		const play = run?.state().play;
		const isHere = play?.stage.step === stepNow() && play?.stage.step !== undefined;
		const {hints, predicted} = askedIn();
		const panel = panelOf({
			script,
			progress: keeper.get(),
			at,
			...(isHere && {play}),
			...(busy !== undefined && {busy}),
			...(remark !== undefined && {remark}),
			...(trouble !== undefined && {trouble}),
			hints,
			...(predicted !== undefined && {predicted}),
			broken: broken.update(isHere ? holdsOf(run!.state()) : []),
			next:
				at + 1 < steps.length ? 'the next step' : at < steps.length ? 'the end of the lesson' : lesson.next,
		});
		const text = JSON.stringify(panel);
		if (text === drawn) return;
		drawn = text;
		runtime.change(screen => showScript(screen, panel));
	};
	const savePlace = (data: 'step' | 'other', step = stepNow()) => {
		if (!step) return;
		const {hints, predicted} = askedIn(step);
		const isOn = data === 'step' && run?.state().play?.stage.step === step;
		const txids = isOn ? txidsOf(run?.state()) : undefined;
		keeper.change(progress => ({
			...progress,
			at: {step: step.id, data, hints, ...(predicted !== undefined && {predicted}), ...(txids && {txids})},
		}));
	};

	/** Begins what was to come, on the cluster that is there now. */
	const arrive = () => {
		const start = coming!;
		coming = undefined;
		run?.close();
		run = createRun(script, clusterOn(stage), changed, nextId, 'student');
		run.see();
		if (start.from === 'the beginning' && script.setup.length > 0) run.begin(0);
		else void enter(start.at, start);
	};
	/** Begins a step on the cluster as it is. */
	const enter = async (index: number, start?: Start) => {
		const mine = run;
		at = index;
		isNoted = false;
		busy = 'The cluster is being kept as it is now.';
		if (start?.from !== 'its checkpoint' && !start?.place) await checkpoints.keep(steps[index]!.id);
		savePlace('step');
		// Who sees a step begin finds it again, whatever happens then.
		await keeper.written();
		if (closed || run !== mine || !run) return;
		busy = undefined;
		const stageIndex = run.state().stages.findIndex(({step}) => step === steps[index]);
		run.begin(stageIndex, start?.from === 'what was left' ? sinceOf(start) : undefined);
		draw();
	};
	/** Brings the cluster to where a step begins. */
	const bringTo = async (start: Start) => {
		nextId = run?.state().nextId ?? nextId;
		run?.close();
		run = undefined;
		solver.stop();
		coming = undefined;
		isNoted = false;
		({at, remark} = {remark: undefined, ...start});
		trouble = undefined;
		busy = 'The cluster is being brought to where the step begins.';
		savePlace('other');
		draw();
		await checkpoints.settled();
		await keeper.written();
		if (closed) return;
		coming = start;
		await stage.show(openLessonCluster(script, file, folder, start));
	};

	const changed = (state: RunState) => {
		const {play} = state;
		if (play?.stage.kind === 'setup') {
			if (play.phase === 'ready') run?.go();
			else if (play.phase === 'passed') void enter(0);
			else if (play.phase === 'failed') trouble = 'The lesson cannot be set up. Ctrl+X r begins it again.';
		} else if (play?.stage.step === stepNow()) inStep(state);
		draw();
	};
	const inStep = (state: RunState) => {
		const {play} = state;
		if (play?.phase === 'ready' && play.by === 'student') {
			if (keeper.get().at?.txids === undefined) savePlace('step');
			if (wanted !== undefined) queueMicrotask(() => run && solver.solve(run));
		}
		if (play?.by === 'script' && run) solver.goOn(run);
		if (play?.phase === 'failed') wanted = undefined;
		if (play?.phase === 'passed' || play?.phase === 'skipped') noteEnd(play.phase === 'passed');
	};
	const noteEnd = (isDone: boolean) => {
		if (!isNoted && isDone && wanted !== 'left out') {
			const way = wanted ?? (askedIn().hints > 0 ? 'solved with hints' : 'solved');
			keeper.change(progress => withStep(progress, stepNow()!.id, way));
		}
		if (!isNoted && at + 1 === steps.length) keeper.change(({at: _, ...progress}) => progress);
		const isPassedOver = wanted === 'left out';
		isNoted = true;
		wanted = undefined;
		if (isPassedOver) setImmediate(goOn);
		else keepNext();
	};
	/** The next step begins with what is there now, however long its text is read before. */
	const keepNext = () => {
		const next = steps[at + 1];
		if (!next || !isNoted || !checkpoints.wants(next.id)) return;
		void checkpoints.keep(next.id).then(isKept => {
			if (isKept && isNoted && steps[at + 1] === next && !closed) savePlace('step', next);
		});
	};

	const goOn = () => {
		if (at >= steps.length) {
			lesson.ended();
			stage.leave(0);
		} else if (at + 1 < steps.length) {
			remark = undefined;
			void enter(at + 1);
		} else {
			at = steps.length;
			remark = undefined;
			draw();
		}
	};
	const again = (index = at) => {
		wanted = undefined;
		void bringTo(nearestStart(script, Math.min(index, steps.length - 1), folder));
	};
	const playSolution = (as: 'shown' | 'left out') => {
		const state = run?.state();
		wanted = as;
		if (state && isUntouched(state)) solver.solve(run!);
		else void bringTo(nearestStart(script, at, folder)).then(draw);
	};
	const hint = () => {
		const {play} = run?.state() ?? {};
		const step = stepNow();
		if (!step || play?.phase === 'passed' || play?.by === 'script') return;
		const {hints} = askedIn();
		if (hints >= step.hints.length) return playSolution('shown');
		asked.set(step.id, {...askedIn(), hints: hints + 1});
		savePlace('step');
	};
	const jump = (index: number) => {
		const step = steps[index];
		if (!step || index === at) return;
		if (folder.has(step.id) || index < at) return again(index);
		say(
			`“${step.title}” has not been reached yet. Ctrl+X n goes to the next step, whether this one is solved or not.`,
		);
	};
	const acts: {readonly [Type in ScriptAct['type']]: (act: Extract<ScriptAct, {type: Type}>) => void} = {
		go() {
			const phase = run?.state().play?.phase;
			if (trouble !== undefined || phase === 'failed') again();
			else if (at >= steps.length || phase === 'passed' || phase === 'skipped') goOn();
		},
		back: () => again(Math.max(0, at - 1)),
		again: () => again(),
		skip() {
			const phase = run?.state().play?.phase;
			if (phase === 'passed' || phase === 'skipped') goOn();
			else if (at < steps.length && wanted === undefined) playSolution('left out');
		},
		jump: act => jump(act.step),
		pause() {},
		guest() {},
		clean: () => void bringTo({at: 0, from: 'the beginning'}),
		hint,
		predict(act) {
			const step = stepNow();
			if (!step) return;
			asked.set(step.id, {...askedIn(), predicted: act.text});
			savePlace('step');
		},
	};
	if (read.problem !== undefined) say(read.problem);
	draw();
	return {
		see() {
			const {phase, phaseText} = snapshot();
			if (phase === 'gone' && trouble === undefined) {
				trouble = `${phaseText} Ctrl+X r brings back where the step begins.`;
				busy = undefined;
			}
			if (phase === 'ready' && coming) arrive();
			else run?.see();
			checkpoints.see();
			keepNext();
			draw();
		},
		act(act) {
			if (busy !== undefined && trouble === undefined) return;
			(acts[act.type] as (act: ScriptAct) => void)(act);
			draw();
		},
		async close() {
			closed = true;
			run?.close();
			solver.stop();
			broken.close();
			await checkpoints.settled();
			await keeper.written();
		},
	};

	/** Whether the step can be solved as it stands: nothing has been done in it. */
	function isUntouched({play, snapshot: now}: RunState): boolean {
		if (play?.phase !== 'ready') return false;
		if (!folder.has(stepNow()!.id)) return true;
		if (openTransactions(now).length > 0) return false;
		return now.nodes.every(({name, position}) => play.baseline.txids.get(name) === position?.txid);
	}
}

function holdsOf({play}: RunState) {
	if (play?.by !== 'student') return [];
	if (play.phase === 'before') return play.verdicts.slice(0, play.stage.holds.length);
	const from = play.stage.becomes.length;
	return play.phase === 'ready' ? play.verdicts.slice(from, from + play.stage.holds.length) : [];
}

function txidsOf(state: RunState | undefined): Readonly<Record<string, string>> | undefined {
	const {play} = state ?? {};
	if (play?.phase !== 'ready' && play?.phase !== 'passed') return undefined;
	return Object.fromEntries([...play.baseline.txids].map(([name, txid]) => [name, String(txid)]));
}

function sinceOf({place}: Start): ReadonlyMap<string, bigint> | undefined {
	const txids = place?.txids;
	return txids && new Map(Object.entries(txids).map(([name, txid]) => [name, BigInt(txid)]));
}
