/** What people and scripts ask of a cluster. The outcome comes back as events. */
export type ClusterCommand =
	| {
			/**
			 * Runs statements one after another in the person's session of a node. The first that fails stops the rest
			 * (a `skipped` event names them).
			 */
			readonly type: 'run';
			readonly run: string;
			readonly node: string;
			readonly statements: readonly {readonly id: string; readonly sql: string}[];
	  }
	| {
			/** As `run`, but from a replica, each statement as a transaction on the primary by way of LiteFS's halt lock. */
			readonly type: 'forward';
			readonly run: string;
			readonly node: string;
			readonly statements: readonly {readonly id: string; readonly sql: string}[];
	  }
	/** Cancels the statement that is running on a node, and the rest of its run. */
	| {readonly type: 'cancel'; readonly node: string}
	| {readonly type: 'stop' | 'start' | 'restart' | 'kill' | 'pause' | 'resume'; readonly node: string}
	| {readonly type: 'link'; readonly node: string; readonly latencyMs: number; readonly cut: boolean}
	| {readonly type: 'checkpoint'};
