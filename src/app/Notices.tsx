import { type ReactNode, useLayoutEffect, useRef } from 'react';

/**
 * What is told over the foot of the window, one above the other. Their height is `--notices`, by which the messages of the open
 * page stay above them.
 */
export function Notices({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    let before = 0;
    const observer = new ResizeObserver(([entry]) => {
      const { clientHeight } = entry!.target;
      // The browser computes all styles anew with each change.
      if (clientHeight !== before) style.setProperty('--notices', `${clientHeight}px`);
      before = clientHeight;
    });
    observer.observe(box.current!);
    return () => {
      observer.disconnect();
      style.removeProperty('--notices');
    };
  }, []);
  return (
    <div className="notices" ref={box}>
      {children}
    </div>
  );
}
