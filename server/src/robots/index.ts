/** What staff are told in their group chats: work that waits for them, and what is wrong. */
export { notifyStaff, type Finding } from './notifyStaff';
