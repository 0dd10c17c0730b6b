import type { ReactNode } from 'react';

/** The messages of a room. They lie over the foot of the window, so that nothing that is read moves. */
export function RoomMessages({ children }: { readonly children: ReactNode }) {
  return <div className="room-messages">{children}</div>;
}
