/** How wide a scroll bar is, without its arrows; in place of Ant Design's, which measures with a style element. */
export default function getScrollBarSize(): number {
  return getTargetScrollBarSize().width;
}

/** Both sizes, in pixels. */
export function getTargetScrollBarSize(): { width: number; height: number } {
  const box = document.createElement('div');
  Object.assign(box.style, {
    position: 'absolute',
    left: '0',
    top: '0',
    width: '100px',
    height: '100px',
    overflow: 'scroll',
  });
  document.body.appendChild(box);
  const size = { width: box.offsetWidth - box.clientWidth, height: box.offsetHeight - box.clientHeight };
  box.remove();
  return size;
}
