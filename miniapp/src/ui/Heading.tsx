import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { aria } from './aria';

interface HeadingProps {
  /** 1 for what the page is about, once; 2 for its parts. */
  level: 1 | 2;
  id?: string;
  className?: string;
  children: ReactNode;
}

/** A heading: its look and its level for screen readers go together. */
export function Heading({ level, id, className = '', children }: HeadingProps) {
  return (
    <View id={id} className={`title-${level} ${className}`.trim()} {...aria({ role: 'heading', level })}>
      {children}
    </View>
  );
}
