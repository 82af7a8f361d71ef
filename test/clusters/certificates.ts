import {execFileSync} from 'node:child_process';
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import type {TlsOptions} from 'node:tls';

/** Certificates as `dockerd --tlsverify` and its clients have them, made for one test with openssl. */
export interface Authority {
	/** What a server needs that only lets in whom this authority knows. */
	server(options?: {readonly expired?: boolean}): TlsOptions;
	/** A folder for DOCKER_CERT_PATH: ca.pem, and cert.pem and key.pem of a client. */
	client(name: string, options?: {readonly expired?: boolean}): string;
	/** The authority's own certificate. */
	readonly ca: string;
}

/** Makes an authority in a folder. */
export function createAuthority(folder: string): Authority {
	mkdirSync(folder, {recursive: true});
	const path = (name: string) => join(folder, name);
	const openssl = (...args: readonly string[]) => void execFileSync('openssl', args, {stdio: 'pipe'});
	const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
	openssl(
		'req',
		'-x509',
		...newKey,
		'-subj',
		'/CN=test',
		'-days',
		'1',
		'-keyout',
		path('ca.key'),
		'-out',
		path('ca.pem'),
	);
	const ca = readFileSync(path('ca.pem'), 'utf8');
	const issue = (name: string, use: string, expired: boolean) => {
		const [key, request, cert, extensions] = ['key', 'csr', 'pem', 'ext'].map(end =>
			path(`${name}.${end}`),
		) as [string, string, string, string];
		writeFileSync(extensions, `subjectAltName=IP:127.0.0.1\nextendedKeyUsage=${use}\n`);
		openssl('req', ...newKey, '-subj', `/CN=${name}`, '-keyout', key, '-out', request);
		const by = ['-CA', path('ca.pem'), '-CAkey', path('ca.key'), '-CAcreateserial', '-extfile', extensions];
		openssl('x509', '-req', '-in', request, ...by, '-days', expired ? '-1' : '1', '-out', cert);
		return {key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8')};
	};
	return {
		ca,
		server: ({expired = false} = {}) => ({
			...issue('server', 'serverAuth', expired),
			ca,
			requestCert: true,
			rejectUnauthorized: true,
		}),
		client(name, {expired = false} = {}) {
			const {key, cert} = issue(name, 'clientAuth', expired);
			mkdirSync(path(name));
			for (const [file, text] of Object.entries({ca, cert, key}))
				writeFileSync(join(path(name), `${file}.pem`), text);
			return path(name);
		},
	};
}
