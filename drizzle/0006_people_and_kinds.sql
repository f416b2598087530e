ALTER TABLE "case_file" ADD COLUMN "about_ids" jsonb;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "confidential" boolean;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "reopened" integer;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "search" text;--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "grants" jsonb;--> statement-breakpoint
CREATE INDEX "case_file_assignee" ON "case_file" USING btree ("assignee_id") WHERE status in ('received', 'assigned');--> statement-breakpoint
CREATE INDEX "conversation_account" ON "conversation" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "person_staff" ON "person" USING btree ("id") WHERE role = 'staff';--> statement-breakpoint
CREATE INDEX "person_granted" ON "person" USING btree ("id") WHERE grants is not null;