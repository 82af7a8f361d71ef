/** Says at the end of a run which tests are not in it. */
export default function saySkipped(): () => void {
	return () => {
		process.stderr.write(
			'Not in this run: the tests on real LiteFS, which need a Docker engine (npm run test:docker).\n',
		);
	};
}
