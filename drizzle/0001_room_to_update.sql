-- Rows that every turn replaces stay on their page while there is room on it, so that their indexes need not change.
ALTER TABLE "conversation" SET (fillfactor = 70);--> statement-breakpoint
ALTER TABLE "thread" SET (fillfactor = 70);--> statement-breakpoint
-- Tables that turn over fast are tidied before they have grown by a fifth.
ALTER TABLE "conversation" SET (autovacuum_vacuum_scale_factor = 0.05);--> statement-breakpoint
ALTER TABLE "thread" SET (autovacuum_vacuum_scale_factor = 0.05);--> statement-breakpoint
ALTER TABLE "timer" SET (autovacuum_vacuum_scale_factor = 0.05);--> statement-breakpoint
ALTER TABLE "outbox" SET (autovacuum_vacuum_scale_factor = 0.05);
