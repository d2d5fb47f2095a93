import { cloneElement, useId, type ReactElement, type ReactNode } from 'react';

interface FieldProps {
  label: string;
  /** What is wrong with the value, in words. */
  problem?: string | undefined;
  hint?: ReactNode;
  /** One control, which takes an `id` and is named by the label. */
  children: ReactElement<{ id?: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean }>;
}

/** A labelled field, with what to know about it and what is wrong with it. */
export function Field({ label, problem, hint, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, { id, 'aria-describedby': `${id}-more`, 'aria-invalid': problem !== undefined })}
      <div id={`${id}-more`}>
        {hint && <div className="field__hint">{hint}</div>}
        {problem && <div className="field__problem">{problem}</div>}
      </div>
    </div>
  );
}
