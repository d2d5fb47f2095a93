import type { Schemas } from '@shuozhi/client';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { answerOf, api, ApiProblem, isRefusal, messageOf } from '@/api/client';
import { useAccount } from '@/api/session';
import type { Draft } from '@/text/blockText';
import { readBackup, writeBackup } from './localBackup';
import { clashes, editsSince, membersOf, type Edits, type Member } from './mergeEdits';

type Notice = Schemas['StaffNotice'];

/** So long after the last key a text is saved. */
const PAUSE_MS = 1200;
/** So long after a failure on the way it is tried again. */
const RETRY_MS = 8000;

export type SaveState =
  | { is: 'saved' | 'edited' | 'saving' }
  /** Nothing is lost: it stands on the page and on this device. */
  | { is: 'failed'; message: string; again: boolean };

export interface Conflict {
  theirs: Notice;
  members: Member[];
}

/**
 * A draft while it is written: saved by itself, kept on this device until the server has it, merged with what others
 * save meanwhile; where both changed the same member a person chooses.
 */
export function useDraftEditor(loaded: Notice) {
  const account = useAccount();
  const client = useQueryClient();
  const { id } = loaded;
  const backup = useRef(readBackup(account.id, id));
  const recovered = backup.current?.hash === loaded.hash;
  const [saved, setSaved] = useState(loaded);
  const [edits, setEdits] = useState<Edits>(recovered ? (backup.current?.changes ?? {}) : {});
  const [state, setState] = useState<SaveState>({ is: membersOf(edits).length > 0 ? 'edited' : 'saved' });
  const [problems, setProblems] = useState<Notice['problems']>([]);
  const [conflict, setConflict] = useState<Conflict | null>(
    backup.current && !recovered ? { theirs: loaded, members: membersOf(backup.current.changes) } : null,
  );
  /** Raised when the body was replaced from outside: the editor of the body begins anew. */
  const [bodyVersion, setBodyVersion] = useState(0);
  const draft: Draft = { ...saved.draft, ...edits };

  const edit = useCallback((changes: Edits) => {
    setEdits((before) => ({ ...before, ...changes }));
    setState({ is: 'edited' });
  }, []);

  /** Takes over the server's text as the one that is edited. */
  const takeOver = useCallback(
    (notice: Notice, remaining: Edits) => {
      setSaved(notice);
      setEdits(remaining);
      client.setQueryData(['notice', id], notice);
      setState({ is: membersOf(remaining).length > 0 ? 'edited' : 'saved' });
    },
    [client, id],
  );

  const mergeWith = useCallback(
    async (base: Notice, mine: Edits) => {
      const theirs = await answerOf(api.GET('/staff/notices/{id}', { params: { path: { id } } }));
      const members = clashes(base.draft, mine, theirs.draft);
      if (members.length > 0) {
        setConflict({ theirs, members });
        return;
      }
      takeOver(theirs, mine);
      if (!('blocks' in mine)) setBodyVersion((version) => version + 1);
    },
    [id, takeOver],
  );

  const current = useRef({ saved, edits });
  useEffect(() => {
    current.current = { saved, edits };
    writeBackup(account.id, id, membersOf(edits).length > 0 ? { hash: saved.hash, changes: edits } : null);
  }, [account.id, id, saved, edits]);

  const save = useCallback(async () => {
    const { saved: base, edits: sent } = current.current;
    if (membersOf(sent).length === 0) return;
    setState({ is: 'saving' });
    try {
      const notice = await answerOf(
        api.PATCH('/staff/notices/{id}', { params: { path: { id } }, body: { base: base.hash, draft: sent } }),
      );
      setProblems([]);
      takeOver(notice, editsSince(sent, current.current.edits));
    } catch (error) {
      if (isRefusal(error, 'conflict')) await mergeWith(base, sent).catch(() => undefined);
      if (error instanceof ApiProblem && error.problem.errors) {
        setProblems(error.problem.errors.map(({ path, message }) => ({ path: path.replace(/^draft\./, ''), message })));
      }
      const refused = error instanceof ApiProblem && error.problem.status < 500;
      setState({ is: 'failed', message: messageOf(error), again: !refused || error.problem.status === 401 });
    }
  }, [id, mergeWith, takeOver]);

  useEffect(() => {
    if (conflict) return undefined;
    const waitMs = state.is === 'edited' ? PAUSE_MS : state.is === 'failed' && state.again ? RETRY_MS : null;
    if (waitMs === null) return undefined;
    const timer = setTimeout(() => void save(), waitMs);
    return () => clearTimeout(timer);
    // Each further edit begins the pause anew.
  }, [state, edits, save, conflict]);

  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    if (state.is === 'saved') return undefined;
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [state.is]);

  /** @param mine the members that stay as this person wrote them; of the others, the colleague's stand */
  const resolve = (mine: readonly Member[]) => {
    if (!conflict) return;
    const written = { ...(backup.current?.changes ?? {}), ...edits };
    const remaining = Object.fromEntries(
      Object.entries(written).filter(
        ([member]) => !conflict.members.includes(member as Member) || mine.includes(member as Member),
      ),
    );
    backup.current = null;
    setConflict(null);
    takeOver(conflict.theirs, remaining);
    setBodyVersion((version) => version + 1);
  };

  /** Notes that a person held these fields against the source. */
  const confirm = async (fields: string[]) => {
    try {
      const notice = await answerOf(
        api.POST('/staff/notices/{id}/confirm', { params: { path: { id } }, body: { hash: saved.hash, fields } }),
      );
      takeOver(notice, edits);
    } catch (error) {
      setState({ is: 'failed', message: messageOf(error), again: false });
    }
  };

  return {
    confirm,
    saved,
    draft,
    edit,
    state,
    save,
    /** What the server would not save. */
    refused: problems,
    /** All that must be put right before the text is handed in. */
    problems: [...problems, ...saved.problems],
    conflict,
    /** The clashing members as this person has them. */
    mine: { ...(backup.current?.changes ?? {}), ...edits },
    resolve,
    bodyVersion,
    recovered: recovered && backup.current !== null,
  };
}

export type DraftEditor = ReturnType<typeof useDraftEditor>;
