import { View } from '@tarojs/components';
import type { Block } from '@shuozhi/shared/api';
import { useState } from 'react';
import { aria, reachable } from '../aria';
import { Pressable } from '../Pressable';

/** InfiniteList shown before the reader asks for more: a long annex table would hold up the page. */
const FIRST_ROWS = 40;

interface TableBlockProps {
  id: string;
  className: string;
  table: Extract<Block, { type: 'table' }>;
}

/** A table that scrolls sideways under a fixed head. */
export function TableBlock({ id, className, table }: TableBlockProps) {
  const [shown, setShown] = useState(FIRST_ROWS);
  const rest = table.rows.length - shown;
  return (
    <View id={id} className={`block ${className}`}>
      {table.caption && <View className="block__caption">{table.caption}</View>}
      {table.doubt && <View className="block__doubt">{table.doubt}</View>}
      <View
        className="block--table table__scroll"
        {...reachable}
        {...aria({ role: 'group', label: table.caption ?? `表格，${table.rows.length} 行` })}
      >
        <View className="table">
          <View className="table__row">
            {table.header.map((cell, column) => (
              <View className="table__cell table__cell--head" key={column}>
                {cell}
              </View>
            ))}
          </View>
          {table.rows.slice(0, shown).map((row, place) => (
            <View className="table__row" key={place}>
              {row.map((cell, column) => (
                <View className="table__cell" key={column}>
                  {cell}
                </View>
              ))}
            </View>
          ))}
        </View>
      </View>
      {/* In a parent of its own: Taro sends a parent anew, table and all, when a child goes. */}
      <View>
        {rest > 0 && (
          <Pressable className="button button--plain" onPress={() => setShown(shown + 2 * FIRST_ROWS)}>
            还有 {rest} 行，点此展开
          </Pressable>
        )}
      </View>
    </View>
  );
}
