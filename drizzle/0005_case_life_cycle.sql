ALTER TABLE "case_file" ADD COLUMN "severity" text;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "started_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "department" text;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "question" text;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "cancelled" text;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "clock" jsonb;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "respond_by" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "responded_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "case_file" ADD COLUMN "rating" integer;