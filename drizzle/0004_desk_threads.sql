ALTER TABLE "case_file" ADD COLUMN "taken_over_by" uuid;--> statement-breakpoint
CREATE INDEX "outbox_about" ON "outbox" USING gin (string_to_array("native_id", ',')) WHERE message ? 'about';