import {
  createElement,
  forwardRef,
  useEffect,
  useRef,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
} from 'react';

/**
 * What `@tarojs/components` is in the browser build: plain elements under Taro's names. Taro's own are web components,
 * and a list of them takes a slow phone four times as long to draw.
 */
interface ElementProps {
  className?: string;
  children?: ReactNode;
  /** WeChat's class for an element held down; browsers have `:active`. */
  hoverClass?: string;
  [other: string]: unknown;
}

/** `ariaLabel` as `aria-label`, the spelling React passes on. */
function attributesOf({ hoverClass: _held, children: _children, ...props }: ElementProps): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(props).map(([name, value]) => [
      /^aria[A-Z]/.test(name) ? `aria-${name.slice(4).toLowerCase()}` : name,
      value,
    ]),
  );
}

/** A block. */
export const View = forwardRef(function View(props: ElementProps, ref: Ref<HTMLElement>) {
  return createElement('div', { ...attributesOf(props), ref }, props.children);
});

/** A run of text. */
export function Text(props: ElementProps) {
  return createElement('span', attributesOf(props), props.children);
}

interface InputProps extends ElementProps {
  value: string;
  /** The name of the keyboard's key that confirms. */
  confirmType?: 'search' | 'done';
  maxlength?: number;
  placeholderClass?: string;
  /** Takes the focus when it becomes true. */
  focus?: boolean;
  onInput(event: { detail: { value: string } }): void;
  onConfirm?(event: { detail: { value: string } }): void;
}

/** A field for one line of text. */
export function Input(props: InputProps) {
  const { className = '', confirmType, maxlength, placeholderClass: _ours, focus, onInput, onConfirm, ...rest } = props;
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const detail = (event: { currentTarget: HTMLInputElement }) => ({ detail: { value: event.currentTarget.value } });
  return (
    <input
      {...attributesOf(rest)}
      className={`input ${className}`}
      ref={field}
      maxLength={maxlength}
      enterKeyHint={confirmType}
      onChange={(event: FormEvent<HTMLInputElement>) => onInput(detail(event))}
      onKeyDown={(event: KeyboardEvent<HTMLInputElement>) => {
        // Enter while a Chinese input method composes chooses a word and confirms nothing.
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) onConfirm?.(detail(event));
      }}
    />
  );
}
