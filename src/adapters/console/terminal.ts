/**
 * Lines in, text out. On a terminal: line editing, history, and a prompt that what is printed does not garble.
 * On a pipe: lines only. Knows nothing of messages or personas.
 */
import { clearScreenDown, createInterface, cursorTo, moveCursor } from 'node:readline';

export type TerminalInput = NodeJS.ReadableStream & { isTTY?: boolean };
export type TerminalOutput = NodeJS.WritableStream & { isTTY?: boolean; columns?: number };

export interface TerminalOptions {
  input: TerminalInput;
  output: TerminalOutput;
  onLine: (line: string) => void;
  /** On a terminal: what was begun has been taken back, nothing is typed now. */
  onBlank: () => void;
  /** Called once: `eof` for Ctrl-D and the end of a pipe, `interrupt` for Ctrl-C, `broken` when nobody reads the output. */
  onEnd: (reason: 'eof' | 'interrupt' | 'broken') => void;
}

export interface Terminal {
  /** Someone sits there, as opposed to a pipe. */
  interactive: boolean;
  /** Someone has begun a line and has not ended it. */
  typing(): boolean;
  /** Prints whole lines. Rejects when the output is gone. */
  print(text: string): Promise<void>;
  setPrompt(prompt: string): void;
  close(): void;
}

export function openTerminal({ input, output, onLine, onBlank, onEnd }: TerminalOptions): Terminal {
  const interactive = input.isTTY === true && output.isTTY === true;
  const lines = interactive
    ? createInterface({ input, output, terminal: true, prompt: '', historySize: 500, removeHistoryDuplicates: true })
    : createInterface({ input, terminal: false, crlfDelay: Number.POSITIVE_INFINITY });
  let open = true;
  let ended = false;

  function end(reason: Parameters<typeof onEnd>[0]) {
    if (ended) return;
    ended = true;
    onEnd(reason);
  }

  /** Takes the prompt and what is typed so far off the screen, however many rows it has. */
  function clearPrompt() {
    const { rows } = lines.getCursorPos();
    if (rows > 0) moveCursor(output, 0, -rows);
    cursorTo(output, 0);
    clearScreenDown(output);
    // readline goes up by the rows that it drew last before it draws again, which would overwrite what was printed since.
    Object.assign(lines, { prevRows: 0 });
  }

  lines.on('line', (line) => {
    // The prompt is always there, so that there is nothing to wait for and one way to print.
    if (interactive && open) lines.prompt();
    onLine(line);
  });
  // Readline has its own listener before this one, so the line is as the key has left it.
  if (interactive) input.on('keypress', () => lines.line === '' && onBlank());
  lines.on('SIGINT', () => end('interrupt'));
  lines.on('close', () => {
    if (open && interactive) clearPrompt();
    open = false;
    end('eof');
  });
  // Without a listener the end of a reader (`| head`) would end the process with a stack trace.
  output.on('error', () => end('broken'));

  return {
    interactive,

    typing: () => interactive && open && lines.line !== '',

    print: (text) =>
      new Promise((resolve, reject) => {
        const redraw = interactive && open;
        if (redraw) clearPrompt();
        output.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
        if (redraw) lines.prompt(true);
      }),

    setPrompt(prompt) {
      if (!interactive || !open) return;
      clearPrompt();
      lines.setPrompt(prompt);
      lines.prompt(true);
    },

    close() {
      if (!open) return;
      ended = true;
      lines.close();
    },
  };
}
