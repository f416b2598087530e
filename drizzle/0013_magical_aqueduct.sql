ALTER TABLE "callback" ADD COLUMN "findings" jsonb;--> statement-breakpoint
ALTER TABLE "callback" ADD COLUMN "notes" jsonb;--> statement-breakpoint
CREATE INDEX "callback_case" ON "callback" USING btree ("case_id") WHERE case_id is not null;