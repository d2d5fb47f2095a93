import { createElement, type KeyboardEvent, type ReactNode } from 'react';

interface MockProps {
  id?: string;
  className?: string;
  children?: ReactNode;
  value?: string;
  placeholder?: string;
  openType?: string;
  onClick?: () => void;
  onInput?: (event: { detail: { value: string } }) => void;
  onConfirm?: (event: { detail: { value: string } }) => void;
  [other: string]: unknown;
}

/** `ariaRole` and `role`, `ariaLabel` … as the attributes a browser and Testing Library know. */
function attributes(props: MockProps): Record<string, unknown> {
  const told: Record<string, unknown> = { id: props.id, className: props.className, onClick: props.onClick };
  for (const [name, value] of Object.entries(props)) {
    if (name === 'ariaRole' || name === 'role') told.role = value;
    else if (name.startsWith('aria')) told[`aria-${name.slice(4).toLowerCase()}`] = value;
  }
  return told;
}

const box = (tag: string) =>
  function Box(props: MockProps) {
    return createElement(tag, attributes(props), props.children);
  };

export const View = box('div');
export const Text = box('span');

export function Button(props: MockProps) {
  return (
    <button {...attributes(props)} data-open-type={props.openType}>
      {props.children}
    </button>
  );
}

export function Input(props: MockProps) {
  const valueOf = (target: EventTarget) => ({ detail: { value: (target as HTMLInputElement).value } });
  return (
    <input
      {...attributes(props)}
      value={props.value ?? ''}
      placeholder={props.placeholder}
      onChange={(event) => props.onInput?.(valueOf(event.target))}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && props.onConfirm?.(valueOf(event.target))}
    />
  );
}
