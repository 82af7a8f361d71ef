// Serves the notes of a demo, as a litescope of its own, until it is killed.
import {serveNotes} from '../../../source/commands/notes/serve-notes.ts';
import {notes} from '../presenter-notes.ts';

const server = serveNotes();
server.tell(notes);
process.stdout.write((await server.opened) ?? 'open');
process.stdin.resume();
