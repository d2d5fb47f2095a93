/** A worker thread that reads one file and answers its documents or the reason why not. */
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../errors';
import { readSourceFile } from './decode/readSourceFile';
import { parseGazette } from './parseGazette';
import type { WorkerAnswer, WorkerTask } from './parseInWorker';

async function run({ bytes, profile }: WorkerTask): Promise<WorkerAnswer> {
  try {
    const source = await readSourceFile(bytes);
    return { gazette: parseGazette(source.text, profile), type: source.type };
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, detail: error.message };
    return { code: 'internal', detail: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}

void run(workerData as WorkerTask).then((answer) => parentPort?.postMessage(answer));
