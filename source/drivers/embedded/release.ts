import manifest from '../../../package.json' with {type: 'json'};

/** The release of litescope that this is. Host, sessions and explorer must be of the same one. */
export const release: string = manifest.version;
